#include "transform/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace cxsam::transform {
namespace {

void append_escape(std::string& out, std::uint32_t unit) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (const int shift : {12, 8, 4, 0}) out += kDigits[(unit >> static_cast<unsigned>(shift)) & 15U];
}

/// One code point of well-formed UTF-8 (the reader refuses anything else).
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&] { return static_cast<unsigned char>(text[at++]); };
  const std::uint32_t lead = byte();
  const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  std::uint32_t point = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more && at < text.size(); ++i) point = (point << 6U) | (byte() & 0x3FU);
  return point;
}

/// A code point that does not stand for itself.
void append_escaped(std::string& out, std::uint32_t point) {
  static constexpr std::array<std::pair<char, char>, 7> kShort{
      {{'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}, {'\b', 'b'}, {'\f', 'f'}}};
  for (const auto& [sign, letter] : kShort)
    if (point == static_cast<unsigned char>(sign)) return static_cast<void>(out.append(1, '\\').append(1, letter));
  if (point < 0x10000) return append_escape(out, point);
  append_escape(out, 0xD800U + ((point - 0x10000U) >> 10U));
  append_escape(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
}

void append_string(std::string& out, std::string_view text) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_plain) - rest.begin());
    out += rest.substr(0, plain);
    at += plain;
    if (at < text.size()) append_escaped(out, next_code_point(text, at));
  }
  out += '"';
}

/// The shortest text that reads back as the same number, written as Python writes it: 1.5, 2.0, 1e+16.
std::string shortest(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || *end != 0) return text;
  std::array<char, 32> buffer{};
  const auto [last, failed] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string out(buffer.data(), last);
  if (failed == std::errc() && out.find_first_not_of("-0123456789") == std::string::npos) out += ".0";
  return out;
}

std::string scalar(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::Bool:
      return node.as_bool().value_or(false) ? "true" : "false";
    case Node::Kind::Int:
      return node.as_int() ? std::to_string(*node.as_int()) : node.text;
    case Node::Kind::Double:
      return shortest(node.text);
    case Node::Kind::String:
      append_string(out, node.text);
      return out;
    default:
      return "null";
  }
}

std::vector<const Member*> sorted_members(const Node& map) {
  std::vector<const Member*> sorted;
  for (const Member& member : map.members) sorted.push_back(&member);
  std::ranges::sort(sorted, {}, [](const Member* member) -> const std::string& { return member->key; });
  return sorted;
}

/// With `indent` negative everything is on one line without blanks; else a level is four spaces.
void append_json(std::string& out, const Node& node, int indent) {
  if (node.is_scalar()) {
    out += scalar(node);
    return;
  }
  const bool pretty = indent >= 0;
  const int inner = pretty ? indent + 4 : indent;
  const auto new_line = [&](int column) {
    if (pretty) out.append(1, '\n').append(static_cast<std::size_t>(column), ' ');
  };
  out += node.is_list() ? '[' : '{';
  bool first = true;
  const auto start_item = [&] {
    if (!first) out += ',';
    first = false;
    new_line(inner);
  };
  for (const Node& item : node.items) {
    start_item();
    append_json(out, item, inner);
  }
  for (const Member* member : sorted_members(node)) {
    start_item();
    append_string(out, member->key);
    out += pretty ? ": " : ":";
    append_json(out, member->value, inner);
  }
  if (!first) new_line(indent);
  out += node.is_list() ? ']' : '}';
}

}  // namespace

std::string canonical_json(const Node& node) {
  std::string out;
  append_json(out, node, -1);
  return out;
}

std::string indented_json(const Node& node) {
  std::string out;
  append_json(out, node, 0);
  return out;
}

}  // namespace cxsam::transform
