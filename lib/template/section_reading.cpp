#include "template/section_reading.h"

#include <algorithm>

namespace cxsam::tmpl {

std::string_view kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return "empty";
    case Node::Kind::Bool:
      return "a boolean";
    case Node::Kind::Int:
    case Node::Kind::Double:
      return "a number";
    case Node::Kind::String:
      return "a string";
    case Node::Kind::List:
      return "a list";
    case Node::Kind::Map:
      return "a map";
  }
  return "";
}

Span place_of(const Member& member) { return member.value.is_null() ? member.key_span : member.value.span; }

bool is_logical_id(std::string_view name) {
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return !name.empty() && std::ranges::all_of(name, legal);
}

}  // namespace cxsam::tmpl
