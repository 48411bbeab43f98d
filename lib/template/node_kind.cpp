#include "template/node_kind.h"

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

}  // namespace cxsam::tmpl
