#include "json/schema.h"

#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "json/json.h"
#include "json/schema_check.h"
#include "json/schema_formats.h"

namespace cxsam {
namespace {

constexpr int kDeepest = 128;
constexpr std::size_t kMostSteps = 200'000;

/// What a pointer like `/definitions/Pet` leads to, or null. Source: RFC 6901.
const Json* find_at(const Json& root, std::string_view pointer) {
  const Json* at = &root;
  if (pointer.empty() || pointer == "/") return at;
  for (const std::string_view part : split(pointer.substr(1), '/')) {
    const std::string key = replace_all(replace_all(percent_decode(part), "~1", "/"), "~0", "~");
    if (at->is_object()) {
      const auto found = at->find(key);
      if (found == at->end()) return nullptr;
      at = &*found;
      continue;
    }
    const auto index = at->is_array() ? parse_int(key) : std::nullopt;
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= at->size()) return nullptr;
    at = &(*at)[static_cast<std::size_t>(*index)];
  }
  return at;
}

/// "Pet" of "https://apigateway.amazonaws.com/restapis/abc/models/Pet".
std::string_view name_in(std::string_view reference) { return reference.substr(reference.rfind('/') + 1); }

/// The format that a text, or a number, must have; "" for none.
std::string format_of(const SchemaFrame& frame) {
  const auto found = frame.schema.find("format");
  const bool asked = found != frame.schema.end() && found->is_string() && frame.instance.is_primitive();
  if (!asked) return "";
  const bool of_texts = find_schema_format(found->get_ref<const std::string&>()) != nullptr;
  return of_texts && !frame.instance.is_string() ? "" : found->get<std::string>();
}

const std::string* reference_of(const Json& schema) {
  const auto found = schema.is_object() ? schema.find("$ref") : schema.end();
  return found == schema.end() || !found->is_string() ? nullptr : &found->get_ref<const std::string&>();
}

}  // namespace

JsonSchemas::JsonSchemas(PatternReader read_pattern) : read_pattern_(std::move(read_pattern)) {}
JsonSchemas::~JsonSchemas() = default;

void JsonSchemas::add(std::string name, Json schema) {
  read_patterns(schema);
  schemas_[std::move(name)] = std::make_unique<const Json>(nlohmann::json(schema));  // faults are told in the order of keywords
}

void JsonSchemas::read_patterns(const Json& schema) {
  if (!schema.is_structured()) return;
  const auto read = [&](const std::string& expression) {
    if (!patterns_.contains(expression)) patterns_.emplace(expression, read_pattern_(expression));
  };
  if (schema.is_object()) {
    if (const auto pattern = schema.find("pattern"); pattern != schema.end() && pattern->is_string())
      read(pattern->get<std::string>());
    if (const auto properties = schema.find("patternProperties"); properties != schema.end() && properties->is_object())
      for (const auto& [expression, ignored] : properties->items()) read(expression);
  }
  for (const Json& part : schema) read_patterns(part);
}

std::vector<std::string> JsonSchemas::unusable() const {
  std::vector<std::string> told;
  for (const auto& [expression, matcher] : patterns_)
    if (!matcher) told.push_back("its pattern `" + expression + "` is no regular expression");
  for (const auto& [name, schema] : schemas_) add_unusable(*schema, *schema, told);
  return told;
}

void JsonSchemas::add_unusable(const Json& root, const Json& schema, std::vector<std::string>& told) const {
  if (const std::string* reference = reference_of(schema); reference != nullptr && find(root, *reference).schema == nullptr)
    told.push_back("it refers to `" + *reference + "`, which is not there");
  if (!schema.is_structured()) return;
  for (const Json& part : schema) add_unusable(root, part, told);
}

JsonSchemas::Target JsonSchemas::find(const Json& root, std::string_view reference) const {
  const std::size_t hash = reference.find('#');
  const std::string_view document = reference.substr(0, hash);
  const std::string_view pointer = hash == std::string_view::npos ? "" : reference.substr(hash + 1);
  const Json* in = &root;
  if (!document.empty()) {
    const auto known = schemas_.find(name_in(document));
    if (known == schemas_.end()) return {};
    in = known->second.get();
  }
  const Json* found = find_at(*in, pointer);
  return found == nullptr ? Target{} : Target{.schema = found, .root = in};
}

const JsonSchemas::Matcher* JsonSchemas::matcher(std::string_view expression) const {
  const auto found = patterns_.find(expression);
  return found == patterns_.end() || !found->second ? nullptr : &found->second;
}

std::vector<std::string> JsonSchemas::faults_of(std::string_view name, const Json& instance) const {
  const auto found = schemas_.find(name);
  if (found == schemas_.end()) return {};
  SchemaCheck checks(*this);
  checks.check({.schema = *found->second, .root = *found->second, .instance = instance});
  return checks.take_faults();
}

void SchemaCheck::check(const SchemaFrame& frame) {
  if (!frame.schema.is_object()) return;
  if (++steps_ > kMostSteps || frame.depth > kDeepest) {
    if (!std::exchange(too_long_, true)) fault("the check takes too long");
    return;
  }
  if (const std::string* reference = reference_of(frame.schema)) {
    const JsonSchemas::Target target = schemas_.find(frame.root, *reference);
    if (target.schema == nullptr) return;
    return check({.schema = *target.schema, .root = *target.root, .instance = frame.instance, .depth = frame.depth + 1});
  }
  const std::size_t before = faults_;
  const std::string format = format_of(frame);
  const SchemaFormat* known = find_schema_format(format);
  if (known == nullptr && !format.empty()) note("format attribute " + dump_json(format) + " not supported");
  for (const auto& [name, value] : frame.schema.items()) {
    const SchemaKeyword* keyword = find_keyword_of_values(name);
    if (keyword == nullptr) keyword = find_keyword_of_structures(name);
    if (keyword != nullptr) keyword->check(*this, frame, value);
  }
  if (known != nullptr && !known->holds(frame.instance.get_ref<const std::string&>()))
    fault("string " + dump_json(frame.instance) + " is " + std::string(known->what));
  if (faults_ > before) return;
  check_members(*this, frame);
  check_items(*this, frame);
}

bool SchemaCheck::holds(const SchemaFrame& frame) {
  const std::size_t told = told_.size();
  const std::size_t faults = faults_;
  check(frame);
  const bool held = faults_ == faults;
  if (too_long_) return false;
  told_.resize(told);
  faults_ = faults;
  return held;
}

bool SchemaCheck::matches(std::string_view expression, std::string_view text) const {
  const JsonSchemas::Matcher* matcher = schemas_.matcher(expression);
  return matcher == nullptr || (*matcher)(text);
}

}  // namespace cxsam
