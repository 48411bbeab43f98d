#include "transform/lambda_role.h"

#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kCreator = "lambda:createdBy";

Node own_tags(const Scope& scope) {
  Node list = scope.make.list();
  const Node* tags = scope.property("Tags");
  if (!tags) return list;
  for (const Member& tag : tags->members) {
    if (tag.key != kCreator) list.items.push_back(scope.make_for(tag.key_span, "tag").map("Key", tag.key, "Value", tag.value));
  }
  return list;
}

}  // namespace

Node tags_and_creator(const Scope& scope) {
  Node list = own_tags(scope);
  list.items.push_back(scope.make.map("Key", kCreator, "Value", "SAM"));
  return list;
}

Node role_or_made(Scope& scope, std::string_view property, std::string_view role_name, const Node& rights) {
  const Node* own = scope.property(property);
  if (is_given(own)) return *own;
  const Maker& make = scope.make;
  const Node statement = make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal",
                                  make.map("Service", make.list("lambda.amazonaws.com")));
  Node properties = make.map("AssumeRolePolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(statement)));
  for (const Member& right : rights.members) properties.set(right.key, right.value);
  make.add(properties, "Tags",
           scope.flag("PropagateTags") ? tags_and_creator(scope) : make.list(make.map("Key", kCreator, "Value", "SAM")));
  const std::string id = scope.id + std::string(role_name);
  scope.add(id, "AWS::IAM::Role", std::move(properties));
  return make.get_att(id, "Arn");
}

bool check_propagate_tags(Scope& scope) {
  const Node* propagate = scope.property("PropagateTags");
  if (!propagate || !propagate->is_map()) return true;
  scope.error(propagate, "`PropagateTags` must be true or false, not an intrinsic function");
  return false;
}

}  // namespace cxsam::transform
