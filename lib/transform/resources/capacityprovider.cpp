// AWS::Serverless::CapacityProvider: the instances that functions run on, and the role that manages them.
// Source: AWS SAM developer guide, "AWS::Serverless::CapacityProvider".
#include <array>

#include "transform/lambda_role.h"
#include "transform/nested.h"
#include "transform/resource_type.h"
#include "transform/shape.h"
#include "transform/typed_value.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"CapacityProviderName", kText | kMap},
    Property{"InstanceRequirements", kMap},
    Property{"KmsKeyArn", kText | kMap},
    Property{"LoggingConfig", kMap},
    Property{"ManagedResourceTags", kMap},
    Property{"OperatorRole", kText | kMap},
    Property{"PropagateTags", kBool},
    Property{"ScalingConfig", kMap},
    Property{"Tags", kMap},
    Property{"VpcConfig", kMap, true},
};

constexpr std::array kVpcConfig{
    TypedProperty{"SubnetIds", text_list, "a list of texts", true},
    TypedProperty{"SecurityGroupIds", text_list, "a list of texts"},
};
constexpr std::array kInstanceRequirements{
    TypedProperty{"Architectures", text_list, "a list of texts"},
    TypedProperty{"AllowedTypes", text_list, "a list of texts", false, "AllowedInstanceTypes"},
    TypedProperty{"ExcludedTypes", text_list, "a list of texts", false, "ExcludedInstanceTypes"},
};
constexpr std::array kScalingConfig{
    TypedProperty{"MaxVCpuCount", whole_number, "a whole number"},
    TypedProperty{"AverageCPUUtilization", decimal_number, "a number"},
};
constexpr std::array kManagedResourceTags{TypedProperty{"Tags"}};

constexpr std::string_view kOperatorPolicy = "AWSLambdaManagedEC2ResourceOperator";

Node operator_role(Scope& scope) {
  const std::string policy = "arn:" + scope.work.partition() + ":iam::aws:policy/" + std::string(kOperatorPolicy);
  return role_or_made(scope, "OperatorRole", "OperatorRole", scope.make.map("ManagedPolicyArns", scope.make.list(policy)));
}

std::optional<Node> instance_requirements(Scope& scope) {
  const Node* given = scope.property("InstanceRequirements");
  if (value_at(given, "AllowedTypes") && value_at(given, "ExcludedTypes")) {
    scope.error(given, "`AllowedTypes` and `ExcludedTypes` cannot stand together", "remove one of them");
  }
  return typed_map(scope, "InstanceRequirements", kInstanceRequirements);
}

/// AWS scales by itself unless it is told which utilization of the processors to aim at.
std::optional<Node> scaling_config(Scope& scope) {
  auto given = typed_map(scope, "ScalingConfig", kScalingConfig);
  if (!given) return std::nullopt;
  const Maker make(*scope.property("ScalingConfig"));
  Node config = make.map("MaxVCpuCount", given->find("MaxVCpuCount"));
  const Node* target = given->find("AverageCPUUtilization");
  make.add(config, "ScalingMode", target ? "Manual" : "Auto");
  if (target) {
    make.add(
        config, "ScalingPolicies",
        make.list(make.map("PredefinedMetricType", "LambdaCapacityProviderAverageCPUUtilization", "TargetValue", *target)));
  }
  return config;
}

std::optional<Node> managed_resource_tags(Scope& scope) {
  const auto given = typed_map(scope, "ManagedResourceTags", kManagedResourceTags);
  const Node* tags = given ? value_at(&*given, "Tags") : nullptr;
  if (!tags) return std::nullopt;
  const Maker make(*tags);
  Node list = make.list();
  for (const Member& tag : tags->members) list.items.push_back(make.map("Key", tag.key, "Value", tag.value));
  return make.map("Mode", "Explicit", "ExplicitTags", std::move(list));
}

std::optional<Node> telemetry(Scope& scope) {
  const Node* logging = scope.property("LoggingConfig");
  if (!logging || logging->members.empty()) return std::nullopt;
  return Maker(*logging).map("LoggingConfig", *logging);
}

void transform_capacity_provider(Scope& scope) {
  const Maker& make = scope.make;
  if (!check_propagate_tags(scope)) return;
  auto vpc = typed_map(scope, "VpcConfig", kVpcConfig);
  auto requirements = instance_requirements(scope);
  auto scaling = scaling_config(scope);
  auto managed_tags = managed_resource_tags(scope);
  if (scope.failed()) return;
  const auto written = [&](std::string_view name) {  // an empty text is none
    const Node* value = scope.property(name);
    return value && value->as_string() == "" ? nullptr : value;
  };
  const Node permissions = make.map("CapacityProviderOperatorRoleArn", operator_role(scope));
  scope.add(scope.id, "AWS::Lambda::CapacityProvider",
            make.map("CapacityProviderName", written("CapacityProviderName"), "VpcConfig", std::move(vpc), "PermissionsConfig",
                     permissions, "Tags", tags_and_creator(scope), "InstanceRequirements", std::move(requirements),
                     "CapacityProviderScalingConfig", std::move(scaling), "KmsKeyArn", written("KmsKeyArn"), "PropagateTags",
                     std::move(managed_tags), "TelemetryConfig", telemetry(scope)),
            {.main = true});
}

}  // namespace

extern const ResourceType resource_capacityprovider{"AWS::Serverless::CapacityProvider", Phase::Others, kProperties,
                                                    transform_capacity_provider};

}  // namespace cxsam::transform
