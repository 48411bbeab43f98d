#include "transform/roles.h"

#include "transform/conditions.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

Node assume_role_document(const Scope& scope, std::string_view service) {
  if (const Node* own = scope.property("AssumeRolePolicyDocument")) return *own;
  const Maker& make = scope.make;
  return make.map("Version", "2012-10-17", "Statement",
                  make.list(make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal",
                                     make.map("Service", make.list(service)))));
}

Node role_properties(Scope& scope, Role role) {
  RolePolicies own = read_policies(scope, scope.property("Policies"), scope.id + "Role");
  for (Node& policy : own.managed) add_managed(role.managed, std::move(policy));
  for (Node& policy : own.inline_ones) role.inline_policies.push_back(std::move(policy));
  for (const std::string& name : role.events.managed_policies) add_managed(role.managed, service_role_policy(scope, name));
  for (Node& policy : role.events.policies) add_inline(role.inline_policies, std::move(policy));
  const Maker& make = scope.make;
  Node properties = make.map("AssumeRolePolicyDocument", assume_role_document(scope, role.service));
  make.add(properties, "ManagedPolicyArns", make_list(std::move(role.managed), make.origin()));
  make.add(properties, "Path", scope.copy("RolePath"));
  if (!role.inline_policies.empty())
    make.add(properties, "Policies", make_list(std::move(role.inline_policies), make.origin()));
  make.add(properties, "PermissionsBoundary", scope.copy("PermissionsBoundary"), "Tags",
           tag_list_with_creator(scope, scope.property("Tags")));
  return properties;
}

}  // namespace

Node service_role_policy(const Scope& scope, std::string_view name) {
  return scope.make.text("arn:" + scope.work.partition() + ":iam::aws:policy/service-role/" + std::string(name));
}

Node tracing_policy(const Scope& scope) {
  const std::string_view name = scope.work.partition() == "aws" ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess";
  return scope.make.text("arn:" + scope.work.partition() + ":iam::aws:policy/" + std::string(name));
}

Node add_role(Scope& scope, Role role) {
  const std::string role_id = scope.id + "Role";
  const Node made = scope.make.get_att(role_id, "Arn");
  const Node* own = scope.property("Role");
  // State machines take an empty role for none, functions do not.
  const bool makes_one = scope.type == "AWS::Serverless::StateMachine" ? !is_given(own) : own == nullptr;
  if (makes_one) {
    scope.add(role_id, "AWS::IAM::Role", role_properties(scope, std::move(role)));
    return made;
  }
  const auto intrinsic = as_intrinsic(*own);
  // Policies are checked even where they have no effect.
  read_policies(scope, scope.property("Policies"), role_id);
  // Only functions get a role for the case that theirs is not given.
  if (!intrinsic || intrinsic->name != "Fn::If" || scope.type != "AWS::Serverless::Function") return *own;
  if (intrinsic->argument->items.size() != 3) {
    scope.error(own, "`Fn::If` in `Role` needs a condition and two values", "write `!If [Condition, Then, Otherwise]`");
    return *own;
  }
  const Nodes& choice = intrinsic->argument->items;
  if (!choice[0].is_string()) {
    scope.error(own, "the first value of `Fn::If` in `Role` must be the name of a condition");
    return *own;
  }
  const bool first_missing = is_no_value(choice[1]);
  if (!first_missing && !is_no_value(choice[2])) return *own;
  if (first_missing && is_no_value(choice[2])) {
    scope.add(role_id, "AWS::IAM::Role", role_properties(scope, std::move(role)));
    return made;
  }
  const std::string condition = first_missing ? choice[0].text : negated(scope.work, choice[0].text, scope.make);
  scope.add(role_id, "AWS::IAM::Role", role_properties(scope, std::move(role)), {.condition = condition});
  const Maker make(*own);
  return first_missing ? make.choose(choice[0].text, made, choice[2]) : make.choose(choice[0].text, choice[1], made);
}

}  // namespace cxsam::transform
