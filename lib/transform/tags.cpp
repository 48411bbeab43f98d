#include "transform/tags.h"

namespace cxsam::transform {
namespace {

void append(const Scope& scope, Node& list, const Node& tags) {
  for (const Member& tag : tags.members) list.items.push_back(scope.make.map("Key", tag.key, "Value", tag.value));
}

}  // namespace

Node tag_list_with_creator(Scope& scope, const Node* tags) {
  const bool reserved = tags && tags->find("lambda:createdBy");
  if (reserved) scope.error(tags->find("lambda:createdBy"), "the tag `lambda:createdBy` is SAM's own", "remove it");
  Node list = scope.make.list();
  const bool machine = scope.type == "AWS::Serverless::StateMachine";
  if (!tags || !scope.flag("PropagateTags"))
    list.items.push_back(scope.make.map("Key", machine ? "stateMachine:createdBy" : "lambda:createdBy", "Value", "SAM"));
  if (tags) append(scope, list, *tags);
  return list;
}

std::optional<Node> propagated_tags(const Scope& scope) {
  return scope.flag("PropagateTags") ? tag_list(scope, scope.property("Tags")) : std::nullopt;
}

std::optional<Node> tag_list(const Scope& scope, const Node* tags) {
  if (!tags || tags->members.empty()) return std::nullopt;
  Node list = scope.make.list();
  append(scope, list, *tags);
  return list;
}

}  // namespace cxsam::transform
