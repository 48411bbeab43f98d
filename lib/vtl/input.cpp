#include "vtl/input.h"

#include "base/hash.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/lenient.h"
#include "json/path.h"
#include "vtl/escape_javascript.h"

namespace cxsam::vtl {
namespace {

using Arguments = std::span<const Value>;

/// What a path finds; nothing where it finds nothing, or the body cannot be read.
std::optional<Json> find(Run& run, Payload& payload, const Value& path) {
  const std::string text = text_of(run, path);
  const auto compiled = JsonPath::compile(text);
  if (!compiled) {
    run.fail("its JSONPath cannot be read: " + compiled.error().message);
    return std::nullopt;
  }
  const Json* document = payload.json();
  if (document == nullptr) return std::nullopt;
  auto found = compiled->find(*document);
  if (found) return std::move(*found);
  run.fail(found.error().message);
  return std::nullopt;
}

class Input final : public Object {
 public:
  Input(Payload& payload, Map* parameters) : payload_(payload), parameters_(parameters) {}

  /// An empty body is `{}`.
  Value property(Run& /*run*/, std::string_view name) override {
    if (name != "body") return {};
    return payload_.text().empty() ? "{}" : payload_.text();
  }

  std::optional<Value> call(Run& run, std::string_view name, Arguments arguments) override {
    if (name == "params" && arguments.empty()) return parameters_;
    if (arguments.size() != 1) return std::nullopt;
    if (name == "params") return parameter(text_of(run, arguments[0]));
    if (name == "path") {
      const auto found = find(run, payload_, arguments[0]);
      return found ? value_of(run, *found) : Value();
    }
    if (name != "json") return std::nullopt;
    const auto found = find(run, payload_, arguments[0]);
    return found ? Value(run.keep(dump_json(*found))) : Value("\"\"");
  }

 private:
  Value parameter(std::string_view name) {
    for (const std::string_view place : {"path", "querystring", "header"}) {
      const Value* group = parameters_->find(place);
      if (group == nullptr || group->map() == nullptr) continue;
      if (const Value* found = group->map()->find(name)) return *found;
    }
    return "";
  }

  Payload& payload_;
  Map* parameters_;
};

/// As java.net.URLEncoder does it: a blank is `+`.
std::string url_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.*").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0x0FU];
    }
  }
  return out;
}

class Util final : public Object {
 public:
  std::optional<Value> call(Run& run, std::string_view name, Arguments arguments) override {
    if (arguments.size() != 1) return std::nullopt;
    const std::string text = text_of(run, arguments[0]);
    if (!run.take_bytes(text.size())) return Value();
    if (name == "escapeJavaScript") return run.keep(escape_javascript(text));
    if (name == "urlEncode") return run.keep(url_encode(text));
    if (name == "urlDecode") return run.keep(valid_utf8(query_decode(text)));
    if (name == "base64Encode") return run.keep(base64_encode(text));
    if (name == "base64Decode") return decode(run, text);
    if (name == "parseJson") return parse(run, text);
    return std::nullopt;
  }

 private:
  static Value decode(Run& run, const std::string& text) {
    auto bytes = base64_decode(text);
    if (bytes) return run.keep(valid_utf8(*bytes));
    run.fail("`$util.base64Decode` got a text that is no base64");
    return {};
  }

  static Value parse(Run& run, const std::string& text) {
    const auto json = parse_json(text);
    if (json) return value_of(run, *json);
    run.fail("`$util.parseJson` got a text that is no JSON: " + json.error().message);
    return {};
  }
};

}  // namespace

Payload::Payload(std::string_view text) : text_(text) {}
Payload::~Payload() = default;

const Json* Payload::json() {
  if (!parsed_) {
    parsed_ = true;
    if (auto json = parse_lenient_json(text_.empty() ? "{}" : text_)) json_ = std::make_unique<Json>(std::move(*json));
  }
  return json_.get();
}

Value make_input(Run& run, Payload& payload, Map* parameters) { return run.make_object<Input>(payload, parameters); }

Value make_util(Run& run) { return run.make_object<Util>(); }

}  // namespace cxsam::vtl
