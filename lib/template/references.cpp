// Walks a tree and names everything that it refers to.
#include <algorithm>

#include "template/evaluation.h"
#include "template/resource_graph.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

bool is_resource_entry(const Node& map) {
  const Node* type = map.find("Type");
  return type != nullptr && type->is_string() && type->text.find("::") != std::string::npos;
}

class Walk {
 public:
  explicit Walk(const Sources* sources) : sources_(sources) {}

  void visit(const Node& node) {
    for (const Node& item : node.items) visit(item);
    if (!node.is_map()) return;
    if (const std::optional<Intrinsic> intrinsic = as_intrinsic(node)) return visit_intrinsic(node, *intrinsic);
    for (const Member& member : node.members) {
      const std::string_view key = member.key;
      if (key == "DependsOn" && is_resource_entry(node)) {
        visit_depends_on(member.value);
      } else if (key == "Condition" && member.value.is_string() && (is_resource_entry(node) || node.find("Value"))) {
        add(Reference::Kind::Condition, member.value.text, "", member.value, member.value);
      } else {
        visit(member.value);
      }
    }
  }

  std::vector<Reference> found;

 private:
  void add(Reference::Kind kind, std::string_view name, std::string attribute, const Node& place, const Node& node) {
    Reference& reference = found.emplace_back();
    reference.kind = kind;
    reference.name = name;
    reference.attribute = std::move(attribute);
    reference.where = place.span;
    reference.expansion = place.expansion;
    reference.node = &node;
    reference.condition = condition_;
    reference.otherwise = otherwise_;
  }

  void visit_depends_on(const Node& value) {
    if (value.is_string()) return add(Reference::Kind::DependsOn, value.text, "", value, value);
    for (const Node& item : value.items) {
      if (item.is_string()) {
        add(Reference::Kind::DependsOn, item.text, "", item, item);
      } else {
        visit(item);
      }
    }
  }

  void visit_intrinsic(const Node& node, const Intrinsic& intrinsic) {
    const Node& argument = *intrinsic.argument;
    if (intrinsic.name == "Ref" && argument.is_string()) return add(Reference::Kind::Ref, argument.text, "", argument, node);
    if (intrinsic.name == "Condition" && argument.is_string())
      return add(Reference::Kind::Condition, argument.text, "", argument, node);
    if (intrinsic.name == "Fn::GetAtt") return visit_get_att(node, argument);
    if (intrinsic.name == "Fn::Sub") return visit_sub(node, argument);
    if (intrinsic.name == "Fn::If") return visit_if(node, argument);
    if (intrinsic.name == "Fn::FindInMap" && !argument.items.empty() && argument.items.front().is_string())
      add(Reference::Kind::Mapping, argument.items.front().text, "", argument.items.front(), node);
    visit(argument);
  }

  void visit_get_att(const Node& node, const Node& argument) {
    std::optional<AttributeTarget> target = attribute_target(argument);
    if (target) add(Reference::Kind::GetAtt, target->logical_id, std::move(target->attribute), argument, node);
    visit(argument);  // the attribute may be a Ref
  }

  void visit_sub(const Node& node, const Node& argument) {
    const Node& text = argument.is_list() && !argument.items.empty() ? argument.items.front() : argument;
    const SubVariables variables(argument);
    PieceFinder places(text, sources_);
    for (const SubPiece& piece : parse_sub(text.text)) {
      if (piece.kind != SubPiece::Kind::Name || variables.contains(piece.text)) continue;
      const SubTarget target = sub_target(piece.text);
      add(Reference::Kind::Sub, target.name, std::string(target.attribute), text, node);
      found.back().where = places.find(piece);
    }
    visit(argument);
  }

  void visit_if(const Node& node, const Node& argument) {
    if (argument.items.size() != 3 || !argument.items.front().is_string()) return visit(argument);
    const std::string& name = argument.items.front().text;
    add(Reference::Kind::Condition, name, "", argument.items.front(), node);
    const auto outer = std::pair(condition_, otherwise_);
    for (const std::size_t branch : {1U, 2U}) {
      condition_ = name;
      otherwise_ = branch == 2;
      visit(argument.items[branch]);
    }
    std::tie(condition_, otherwise_) = outer;
  }

  const Sources* sources_;
  std::string condition_;
  bool otherwise_ = false;
};

}  // namespace

std::vector<Reference> references_in(const Node& node, const Sources* sources) {
  Walk walk(sources);
  walk.visit(node);
  return std::move(walk.found);
}

}  // namespace cxsam::tmpl
