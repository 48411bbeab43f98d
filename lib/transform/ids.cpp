#include "transform/ids.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

#include "base/hash.h"

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

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = next_code_point(text, at);
    switch (point) {
      case '"':
        out += "\\\"";
        continue;
      case '\\':
        out += "\\\\";
        continue;
      case '\n':
        out += "\\n";
        continue;
      case '\r':
        out += "\\r";
        continue;
      case '\t':
        out += "\\t";
        continue;
      case '\b':
        out += "\\b";
        continue;
      case '\f':
        out += "\\f";
        continue;
      default:
        break;
    }
    if (point >= 0x10000) {
      append_escape(out, 0xD800U + ((point - 0x10000U) >> 10U));
      append_escape(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
    } else if (point < 0x20 || point > 0x7E) {
      append_escape(out, point);
    } else {
      out += static_cast<char>(point);
    }
  }
  out += '"';
}

void append_json(std::string& out, const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      out += "null";
      return;
    case Node::Kind::Bool:
      out += node.as_bool().value_or(false) ? "true" : "false";
      return;
    case Node::Kind::Int:
      out += node.as_int() ? std::to_string(*node.as_int()) : node.text;
      return;
    case Node::Kind::Double:
      out += node.text;
      return;
    case Node::Kind::String:
      append_string(out, node.text);
      return;
    case Node::Kind::List: {
      out += '[';
      for (const Node& item : node.items) {
        if (&item != &node.items.front()) out += ',';
        append_json(out, item);
      }
      out += ']';
      return;
    }
    case Node::Kind::Map: {
      std::vector<const Member*> sorted;
      for (const Member& member : node.members) sorted.push_back(&member);
      std::ranges::sort(sorted, {}, [](const Member* member) -> const std::string& { return member->key; });
      out += '{';
      for (const Member* member : sorted) {
        if (member != sorted.front()) out += ',';
        append_string(out, member->key);
        out += ':';
        append_json(out, member->value);
      }
      out += '}';
      return;
    }
  }
}

}  // namespace

std::string hashed_id(std::string_view prefix, std::string_view data) {
  return std::string(prefix) + (data.empty() ? "" : sha1_hex(data).substr(0, 10));
}

std::string hashed_id(std::string_view prefix, const Node& data) {
  return hashed_id(prefix, data.is_string() ? data.text : canonical_json(data));
}

std::string suffixed_id(std::string_view prefix, std::string_view suffix) {
  const bool plain = std::ranges::all_of(suffix, [](unsigned char c) { return std::isalnum(c) != 0; });
  return plain ? std::string(prefix) + std::string(suffix) : hashed_id(prefix, suffix);
}

std::string canonical_json(const Node& node) {
  std::string out;
  append_json(out, node);
  return out;
}

}  // namespace cxsam::transform
