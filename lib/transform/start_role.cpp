#include "transform/start_role.h"

namespace cxsam::transform {

Node one_action_policy(const EventScope& event, std::string_view name, std::string_view action, Node resource) {
  const Maker& make = event.make;
  Node statement = make.map("Action", action, "Effect", "Allow", "Resource", std::move(resource));
  return make.map("PolicyName", event.prefix + std::string(name), "PolicyDocument",
                  make.map("Statement", make.list(std::move(statement))));
}

Node service_role(const EventScope& event, std::string_view service, Nodes policies, const Node* boundary) {
  const Maker& make = event.make;
  Node statement =
      make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal", make.map("Service", make.list(service)));
  return make.map("AssumeRolePolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(std::move(statement))),
                  "Policies", make_list(std::move(policies), make.origin()), "PermissionsBoundary", boundary);
}

Node start_execution_role(EventScope& event, std::string_view service, std::string_view name) {
  if (const Node* own = event.property("RoleArn")) return *own;
  event.add("Role", "AWS::IAM::Role",
            service_role(event, service, {one_action_policy(event, name, "states:StartExecution", event.target.reference)},
                         event.owner.property("PermissionsBoundary")));
  return event.make.get_att(event.prefix + "Role", "Arn");
}

}  // namespace cxsam::transform
