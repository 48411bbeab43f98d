#include "gateway/sam/python.h"
#include "json/json.h"
#include "json/python_form.h"

namespace cxsam::gateway {
namespace {

struct Style {
  std::string_view none, yes, no;
  void (*append_text)(std::string& out, std::string_view text);
};

void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\x";
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 0x0FU];
}

/// The second byte of a letter that starts with C2.
bool is_unprintable(char low) {
  const auto byte = static_cast<unsigned char>(low);
  return byte <= 0xA0 || byte == 0xAD;
}

/// In single quotes, or in double ones where that saves escapes.
void append_quoted(std::string& out, std::string_view text) {
  const bool single = text.find('\'') == std::string_view::npos || text.find('"') != std::string_view::npos;
  const char quote = single ? '\'' : '"';
  out += quote;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte == 0xC2 && i + 1 < text.size() && is_unprintable(text[i + 1])) {  // U+0080 to U+00A0, U+00AD
      append_escaped(out, static_cast<unsigned char>(text[++i]));
    } else if (byte < 0x20 || byte == 0x7F) {
      append_escaped(out, byte);
    } else {
      out += c;
    }
  }
  out += quote;
}

void append_json_text(std::string& out, std::string_view text) {
  out += Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

void append(std::string& out, const Json& value, const Style& style) {
  if (value.is_string()) return style.append_text(out, value.get_ref<const std::string&>());
  if (value.is_number_float()) return append_python_float(out, value.get<double>());
  if (!value.is_structured()) {
    if (value.is_number()) out += dump_json(value);
    if (value.is_null()) out += style.none;
    if (value.is_boolean()) out += value.get<bool>() ? style.yes : style.no;
    return;
  }
  const bool map = value.is_object();
  out += map ? '{' : '[';
  bool first = true;
  for (const auto& [key, member] : value.items()) {
    if (!first) out += ", ";
    first = false;
    if (map) {
      style.append_text(out, key);
      out += ": ";
    }
    append(out, member, style);
  }
  out += map ? '}' : ']';
}

constexpr Style kRepr{.none = "None", .yes = "True", .no = "False", .append_text = append_quoted};
constexpr Style kJson{.none = "null", .yes = "true", .no = "false", .append_text = append_json_text};

}  // namespace

bool python_false(const Json& value) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number()) return value.get<double>() == 0;
  return value.empty() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

std::string python_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string out;
  append(out, value, kRepr);
  return out;
}

std::string python_json(const Json& value) {
  std::string out;
  append(out, value, kJson);
  return out;
}

}  // namespace cxsam::gateway
