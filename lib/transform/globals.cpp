#include "transform/globals.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "template/effective.h"

namespace cxsam::transform {
namespace {

using Names = std::span<const std::string_view>;

constexpr auto kFunction = std::to_array<std::string_view>({"Handler",
                                                            "Runtime",
                                                            "CodeUri",
                                                            "DeadLetterQueue",
                                                            "Description",
                                                            "MemorySize",
                                                            "Timeout",
                                                            "VpcConfig",
                                                            "Environment",
                                                            "Tags",
                                                            "PropagateTags",
                                                            "Tracing",
                                                            "KmsKeyArn",
                                                            "AutoPublishAlias",
                                                            "AutoPublishAliasAllProperties",
                                                            "Layers",
                                                            "DeploymentPreference",
                                                            "RolePath",
                                                            "PermissionsBoundary",
                                                            "ReservedConcurrentExecutions",
                                                            "ProvisionedConcurrencyConfig",
                                                            "AssumeRolePolicyDocument",
                                                            "EventInvokeConfig",
                                                            "FileSystemConfigs",
                                                            "CodeSigningConfigArn",
                                                            "Architectures",
                                                            "SnapStart",
                                                            "EphemeralStorage",
                                                            "FunctionUrlConfig",
                                                            "RuntimeManagementConfig",
                                                            "LoggingConfig",
                                                            "RecursiveLoop",
                                                            "SourceKMSKeyArn",
                                                            "TenancyConfig",
                                                            "DurableConfig",
                                                            "CapacityProviderConfig",
                                                            "FunctionScalingConfig",
                                                            "PublishToLatestPublished",
                                                            "VersionDeletionPolicy"});
constexpr auto kApi = std::to_array<std::string_view>({"Auth",
                                                       "Name",
                                                       "DefinitionUri",
                                                       "CacheClusterEnabled",
                                                       "CacheClusterSize",
                                                       "MergeDefinitions",
                                                       "Variables",
                                                       "EndpointConfiguration",
                                                       "MethodSettings",
                                                       "BinaryMediaTypes",
                                                       "MinimumCompressionSize",
                                                       "Cors",
                                                       "GatewayResponses",
                                                       "AccessLogSetting",
                                                       "CanarySetting",
                                                       "TracingEnabled",
                                                       "OpenApiVersion",
                                                       "Domain",
                                                       "AlwaysDeploy",
                                                       "PropagateTags",
                                                       "SecurityPolicy",
                                                       "EndpointAccessMode"});
constexpr auto kHttpApi =
    std::to_array<std::string_view>({"Auth", "AccessLogSettings", "StageVariables", "Tags", "CorsConfiguration",
                                     "DefaultRouteSettings", "Domain", "RouteSettings", "FailOnWarnings", "PropagateTags"});
constexpr auto kSimpleTable = std::to_array<std::string_view>({"SSESpecification"});
constexpr auto kStateMachine = std::to_array<std::string_view>({"PropagateTags"});
constexpr auto kLayerVersion = std::to_array<std::string_view>({"PublishLambdaVersion"});
constexpr auto kCapacityProvider =
    std::to_array<std::string_view>({"VpcConfig", "OperatorRole", "Tags", "InstanceRequirements", "ScalingConfig", "KmsKeyArn",
                                     "PropagateTags", "LoggingConfig", "ManagedResourceTags"});
constexpr auto kMicrovmImage = std::to_array<std::string_view>(
    {"BuildRoleArn", "BaseImageArn", "BaseImageVersion", "Logging", "EgressNetworkConnectors", "CpuConfigurations", "Resources",
     "AdditionalOsCapabilities", "Hooks", "EnvironmentVariables", "Tags", "PropagateTags"});
constexpr auto kNetworkConnector = std::to_array<std::string_view>({"OperatorRole", "Tags", "PropagateTags"});
constexpr auto kWebSocketApi = std::to_array<std::string_view>(
    {"AccessLogSettings", "ApiKeySelectionExpression", "DefaultRouteSettings", "DisableExecuteApiEndpoint",
     "DisableSchemaValidation", "Domain", "FailOnWarnings", "IpAddressType", "PropagateTags", "RouteSelectionExpression",
     "RouteSettings", "StageVariables", "Tags"});

struct Section {
  std::string_view name;
  Names properties;
};

constexpr std::array<Section, 10> kSections{{{"Api", kApi},
                                             {"CapacityProvider", kCapacityProvider},
                                             {"Function", kFunction},
                                             {"HttpApi", kHttpApi},
                                             {"LayerVersion", kLayerVersion},
                                             {"MicrovmImage", kMicrovmImage},
                                             {"NetworkConnector", kNetworkConnector},
                                             {"SimpleTable", kSimpleTable},
                                             {"StateMachine", kStateMachine},
                                             {"WebSocketApi", kWebSocketApi}}};

constexpr std::string_view kPrefix = "AWS::Serverless::";

std::string hint_for(std::string_view word, Names names) {
  std::vector<std::string> candidates(names.begin(), names.end());
  return did_you_mean_or(word, candidates, "supported here: " + join(candidates, ", "));
}

bool report(Workspace& work, Span where, std::string message, std::string hint = {}) {
  Diagnostic& finding = work.diagnostics.error("E0001", where, "`Globals` section: " + std::move(message));
  if (!hint.empty()) finding.hints.push_back(std::move(hint));
  return false;
}

/// Every unknown section and property is reported.
bool check_section(Workspace& work, const Member& section) {
  const auto known = std::ranges::find(kSections, section.key, &Section::name);
  if (known == kSections.end()) {
    std::vector<std::string_view> names;
    for (const Section& row : kSections) names.push_back(row.name);
    return report(work, section.key_span, "`" + section.key + "` is not supported", hint_for(section.key, names));
  }
  if (!section.value.is_map()) return report(work, section.value.span, "`" + section.key + "` must be a map");
  bool good = true;
  for (const Member& property : section.value.members) {
    if (std::ranges::find(known->properties, property.key) != known->properties.end()) continue;
    good = report(work, property.key_span, "`" + property.key + "` is not a supported property of `" + section.key + "`",
                  hint_for(property.key, known->properties));
  }
  return good;
}

}  // namespace

bool apply_globals(Workspace& work) {
  const Node* found = work.root.find("Globals");
  if (!found) return true;
  const Node& globals = *found;
  if (!globals.is_map()) return report(work, globals.span, "it must be a map of resource types");
  bool good = true;
  for (const Member& section : globals.members) good = check_section(work, section) && good;
  if (!good) return false;
  for (Member& resource : work.resources()) {
    const std::string_view type = type_of(resource);
    if (tmpl::Inherited::of(work.root, type, resource.value).empty()) continue;
    Node& properties = properties_of(resource.value);  // may move what stands beside it, to which `inherited` points
    const tmpl::Inherited inherited = tmpl::Inherited::of(work.root, type, resource.value);
    const std::string section(type.substr(kPrefix.size()));
    const std::uint32_t expansion =
        work.expand(resource.key_span, "Globals." + section + " applied to `" + resource.key + "`", resource.value.expansion);
    properties = tmpl::merge(inherited, properties, expansion);
  }
  work.root.erase("Globals");
  return true;
}

}  // namespace cxsam::transform
