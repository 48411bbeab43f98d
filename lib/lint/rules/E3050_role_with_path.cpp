#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// A role that is not at the root has a path that the name lacks.
std::string_view path_of(const CheckContext& context, const tmpl::Resource& role) {
  for (const PlacedValue& path : values_at(context, role, {"Properties", "Path"}))
    if (path.node->is_string() && path.text() != "/") return path.text();
  return {};
}

// Source: AWS CloudFormation template reference, "AWS::CodeBuild::Project", ServiceRole: an ARN, or a name.
void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* project : resources_of(context, "AWS::CodeBuild::Project"))
    for (const PlacedValue& name : values_at(context, *project, {"Properties", "ServiceRole"})) {
      const std::optional<Intrinsic> call = as_intrinsic(*name.node);
      const tmpl::Resource* role = call && call->name == "Ref" ? referred_resource(context, *name.node) : nullptr;
      if (!role || role->type != "AWS::IAM::Role") continue;
      const std::string_view path = path_of(context, *role);
      if (path.empty()) continue;
      findings
          .add(place_of(name.node->members.front(), name.place, context.sources),
               "role `" + std::string(role->logical_id) + "` has the path `" + std::string(path) + "`, which its name lacks")
          .hints.push_back("write `!GetAtt " + std::string(role->logical_id) + ".Arn`");
    }
}

}  // namespace

extern const Rule rule_E3050_role_with_path{
    .id = "E3050",
    .summary = "a role with a path is named by its ARN",
    .why = "`Ref` gives the name without the path, and the service looks for another role.",
    .check = check,
};

}  // namespace cxsam::lint
