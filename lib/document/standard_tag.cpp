#include "document/standard_tag.h"

#include <algorithm>
#include <array>

#include "document/scalar.h"

namespace cxsam {
namespace {

constexpr std::string_view kPrefix = "tag:yaml.org,2002:";

struct TypeName {
  std::string_view name;
  Node::Kind kind;
};

constexpr std::array kTypes{TypeName{"str", Node::Kind::String}, TypeName{"timestamp", Node::Kind::String},
                            TypeName{"int", Node::Kind::Int},    TypeName{"float", Node::Kind::Double},
                            TypeName{"bool", Node::Kind::Bool},  TypeName{"null", Node::Kind::Null},
                            TypeName{"seq", Node::Kind::List},   TypeName{"map", Node::Kind::Map}};

}  // namespace

bool is_standard_tag(std::string_view tag) { return tag.starts_with(kPrefix); }

TagFit apply_standard_tag(std::string_view tag, Node& node) {
  const auto type = std::ranges::find(kTypes, tag.substr(kPrefix.size()), &TypeName::name);
  if (type == kTypes.end()) return TagFit::Unknown;
  if (!node.is_scalar()) return node.kind == type->kind ? TagFit::Fits : TagFit::DoesNotFit;
  const Node::Kind plain = plain_kind(node.text);
  const bool fits =
      type->kind == Node::Kind::String || type->kind == plain || (type->kind == Node::Kind::Double && plain == Node::Kind::Int);
  if (!fits) return TagFit::DoesNotFit;
  node.kind = type->kind == Node::Kind::String ? Node::Kind::String : plain;
  return TagFit::Fits;
}

}  // namespace cxsam
