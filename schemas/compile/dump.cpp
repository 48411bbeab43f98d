#include "schemas/compile/dump.h"

#include <fmt/format.h>

namespace cxsam::facts {
namespace {

void append_text(std::string& json, std::string_view text) {
  json += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", c);
    } else {
      json += c;
    }
  }
  json += '"';
}

void append(std::string& json, Value value) {
  switch (value.kind()) {
    case Value::Kind::Missing:
    case Value::Kind::Null:
      json += "null";
      return;
    case Value::Kind::Bool:
      json += value.boolean() ? "true" : "false";
      return;
    case Value::Kind::Int:
      json += std::to_string(value.integer());
      return;
    case Value::Kind::Double:
      json += fmt::format("{}", value.number());
      return;
    case Value::Kind::String:
      append_text(json, value.text());
      return;
    case Value::Kind::List:
    case Value::Kind::Map:
      break;
  }
  const bool is_map = value.kind() == Value::Kind::Map;
  json += is_map ? '{' : '[';
  for (std::uint32_t index = 0; index < value.size(); ++index) {
    if (index > 0) json += ',';
    if (is_map) {
      append_text(json, value.key(index));
      json += ':';
    }
    append(json, value[index]);
  }
  json += is_map ? '}' : ']';
}

}  // namespace

std::string to_json(Value value) {
  std::string json;
  append(json, value);
  return json;
}

}  // namespace cxsam::facts
