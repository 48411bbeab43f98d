#include "local/journal/payload.h"

#include "base/hash.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::local {
namespace {

/// JSON without the blanks between its words.
std::string without_blanks(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\' && i + 1 < json.size()) {
      text += c;
      text += json[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (quoted || !blank) text += c;
  }
  return text;
}

}  // namespace

void add_payload(Json& line, std::string_view name, std::string_view bytes) {
  if (find_invalid_utf8(bytes)) {
    line[std::string(name) + "Base64"] = base64_encode(bytes);
    return;
  }
  auto parsed = parse_json(bytes);
  if (parsed && dump_json(*parsed) == without_blanks(bytes)) {
    line[std::string(name)] = std::move(*parsed);
  } else {
    line[std::string(name) + "Text"] = bytes;
  }
}

std::optional<std::string> find_payload(const Json& line, std::string_view name) {
  const std::string key(name);
  if (const auto json = line.find(key); json != line.end()) return dump_json(*json);
  if (const auto text = line.find(key + "Text"); text != line.end() && text->is_string()) return text->get<std::string>();
  const auto encoded = line.find(key + "Base64");
  if (encoded == line.end() || !encoded->is_string()) return std::nullopt;
  return base64_decode(encoded->get<std::string>());
}

}  // namespace cxsam::local
