#include "transform/function/capacity.h"

#include <array>

#include "transform/nested.h"
#include "transform/typed_value.h"

namespace cxsam::transform {
namespace {

std::optional<Node> arn_text(const Node& value) {
  if (is_nothing(value)) return make_map({}, value);
  if (value.is_map() || value.is_string()) return value;
  const auto text = value.as_text();
  return text ? std::optional(make_string(std::string(*text), value)) : std::nullopt;
}

/// AWS cuts the decimals of a number off, yet keeps those of a text.
std::optional<Node> memory(const Node& value) {
  auto whole = whole_number(value);
  return whole ? std::move(whole) : decimal_number(value);
}

constexpr std::array kConfig{
    TypedProperty{"Arn", arn_text, "the ARN of a capacity provider", true, "CapacityProviderArn"},
    TypedProperty{"PerExecutionEnvironmentMaxConcurrency", whole_number, "a whole number"},
    TypedProperty{"ExecutionEnvironmentMemoryGiBPerVCpu", memory, "a number"},
};

constexpr std::array<std::string_view, 2> kContradicting{"VpcConfig", "ProvisionedConcurrencyConfig"};

}  // namespace

std::optional<Node> capacity_provider_config(Scope& scope) {
  const Node* given = scope.property("CapacityProviderConfig");
  if (given && given->members.empty()) given = nullptr;
  if (const Node* scaling = scope.property("FunctionScalingConfig"); scaling && !given) {
    scope.error(scaling, "`FunctionScalingConfig` needs `CapacityProviderConfig`",
                "add `CapacityProviderConfig: {Arn: ...}`, or remove `FunctionScalingConfig`");
  }
  if (!given) return std::nullopt;
  for (const std::string_view other : kContradicting) {
    if (!scope.property(other)) continue;
    scope.error(given, "`CapacityProviderConfig` and `" + std::string(other) + "` cannot stand together", "remove one of them");
  }
  auto config = typed_map(scope, "CapacityProviderConfig", kConfig);
  if (!config) return std::nullopt;
  return Maker(*given).map("LambdaManagedInstancesCapacityProviderConfig", std::move(config));
}

}  // namespace cxsam::transform
