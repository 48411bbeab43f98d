// AWS::Serverless::Function: the function, its role, versions and alias, URL, events.
// Source: AWS SAM developer guide, "AWS::Serverless::Function".
#include <array>

#include "transform/event_sources.h"
#include "transform/function/alias.h"
#include "transform/function/capacity.h"
#include "transform/function/code.h"
#include "transform/function/deployment.h"
#include "transform/function/invoke_config.h"
#include "transform/function/tenancy.h"
#include "transform/function/url.h"
#include "transform/resource_type.h"
#include "transform/roles.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Architectures"},
    Property{"AssumeRolePolicyDocument", kMap},
    Property{"AutoPublishAlias", kText},
    Property{"AutoPublishAliasAllProperties", kBool | kPlain},
    Property{"AutoPublishCodeSha256", kText},
    Property{"CapacityProviderConfig", kMap},
    Property{"CodeSigningConfigArn"},
    Property{"CodeUri"},
    Property{"DeadLetterQueue", kMap},
    Property{"DeploymentPreference", kMap},
    Property{"Description"},
    Property{"DurableConfig", kMap},
    Property{"Environment", kMap},
    Property{"EphemeralStorage"},
    Property{"EventInvokeConfig", kMap},
    Property{"Events", kMap},
    Property{"FileSystemConfigs"},
    Property{"FunctionName", kText | kMap},
    Property{"FunctionScalingConfig", kMap},
    Property{"FunctionUrlConfig", kMap},
    Property{"Handler"},
    Property{"ImageConfig"},
    Property{"ImageUri"},
    Property{"InlineCode"},
    Property{"KmsKeyArn"},
    Property{"Layers", kList | kTexts},
    Property{"LoggingConfig"},
    Property{"MemorySize"},
    Property{"PackageType"},
    Property{"PermissionsBoundary", kText},
    Property{"Policies", kText | kList | kMap},
    Property{"PropagateTags", kBool},
    Property{"ProvisionedConcurrencyConfig"},
    Property{"PublishToLatestPublished"},
    Property{"RecursiveLoop"},
    Property{"ReservedConcurrentExecutions"},
    Property{"Role", kText},
    Property{"RolePath"},
    Property{"Runtime"},
    Property{"RuntimeManagementConfig"},
    Property{"SnapStart", kMap},
    Property{"SourceKMSKeyArn"},
    Property{"Tags", kMap},
    Property{"TenancyConfig"},
    Property{"Timeout"},
    Property{"Tracing", kText | kMap},
    Property{"VersionDeletionPolicy"},
    Property{"VersionDescription"},
    Property{"VpcConfig"},
};

/// Copied to AWS::Lambda::Function under the same name.
constexpr auto kSame = std::to_array<std::string_view>({"PackageType",
                                                        "Description",
                                                        "FunctionName",
                                                        "Handler",
                                                        "MemorySize",
                                                        "Runtime",
                                                        "Timeout",
                                                        "VpcConfig",
                                                        "Environment",
                                                        "KmsKeyArn",
                                                        "Layers",
                                                        "ReservedConcurrentExecutions",
                                                        "FileSystemConfigs",
                                                        "CodeSigningConfigArn",
                                                        "ImageConfig",
                                                        "Architectures",
                                                        "SnapStart",
                                                        "EphemeralStorage",
                                                        "RuntimeManagementConfig",
                                                        "LoggingConfig",
                                                        "RecursiveLoop",
                                                        "TenancyConfig",
                                                        "DurableConfig",
                                                        "FunctionScalingConfig",
                                                        "PublishToLatestPublished"});

/// The policy that lets the function send to its dead letter queue; errors in the property are reported.
std::optional<Node> dead_letter_policy(Scope& scope) {
  const Node* queue = scope.property("DeadLetterQueue");
  if (!is_given(queue)) return std::nullopt;
  const Node* target = queue->find("TargetArn");
  const auto type = scope.work.text(queue->find("Type"));
  if (!is_given(target) || (type != "SQS" && type != "SNS")) {
    scope.error(queue, "`DeadLetterQueue` needs `Type` (`SQS` or `SNS`) and `TargetArn`");
    return std::nullopt;
  }
  const Maker& make = scope.make;
  const Node statement =
      make.map("Action", type == "SQS" ? "sqs:SendMessage" : "sns:Publish", "Resource", target, "Effect", "Allow");
  return make.map("PolicyName", "DeadLetterQueuePolicy", "PolicyDocument",
                  make.map("Version", "2012-10-17", "Statement", make.list(statement)));
}

/// The mode of X-Ray tracing; nothing where it is off. An intrinsic function without a value is taken to turn it on.
const Node* tracing_mode(const Scope& scope) {
  const Node* mode = scope.property("Tracing");
  const auto text = scope.work.text(mode);
  const bool off = !is_given(mode) || (text && (text->empty() || *text == "Disabled"));
  return off ? nullptr : mode;
}

Node lambda_properties(Scope& scope, Node code) {
  const Maker& make = scope.make;
  Node properties = make.map("Code", std::move(code));
  for (const std::string_view name : kSame) make.add(properties, name, scope.copy(name));
  if (!is_given(scope.property("FunctionName"))) properties.erase("FunctionName");
  make.add(properties, "CapacityProviderConfig", capacity_provider_config(scope));
  if (const Node* queue = scope.property("DeadLetterQueue"); is_given(queue)) {
    make.add(properties, "DeadLetterConfig", make.map("TargetArn", queue->find("TargetArn")));
  }
  make.add(properties, "Tags", tag_list_with_creator(scope, scope.property("Tags")));
  if (const Node* mode = tracing_mode(scope)) make.add(properties, "TracingConfig", make.map("Mode", mode));
  return properties;
}

/// AWS writes the given hash into the description, so that a change of it changes the function.
void describe_hash(Scope& scope, Node& properties) {
  const Node* given = scope.property("AutoPublishCodeSha256");
  if (!given) return;
  const auto hash = as_intrinsic(*given) && as_intrinsic(*given)->name != "Ref" ? std::nullopt : scope.work.text(given);
  if (!hash) {
    return scope.error(given, "`AutoPublishCodeSha256` must be text, or a `Ref` to a parameter with a value");
  }
  if (hash->empty()) return;
  const Maker make = scope.make_for(given->span, "AutoPublishCodeSha256");
  const Node* own = scope.property("Description");
  const auto text = scope.text("Description");
  if (!is_given(own) || (text && text->empty())) {
    properties.set("Description", make.text(*hash));
  } else if (text && !(as_intrinsic(*own) && as_intrinsic(*own)->name != "Ref")) {
    properties.set("Description", make.text(*text + " " + *hash));
  } else {
    properties.set("Description",
                   make_intrinsic("Fn::Join", make.list(" ", make.list(scope.work.resolved(*own), *hash)), make.origin()));
  }
}

Target target_of(Scope& scope, const std::optional<std::string>& alias) {
  const Maker& make = scope.make;
  if (!alias) return {EventOwner::Function, make.ref(scope.id), make.get_att(scope.id, "Arn"), scope.id + ".Arn", scope.id};
  const std::string id = alias_id(scope, *alias);
  return {EventOwner::Function, make.ref(id), make.ref(id), id, id};
}

Role execution_role(Scope& scope, EventNeeds needs, Nodes policies) {
  Role role{
      .service = "lambda.amazonaws.com", .managed = {}, .inline_policies = std::move(policies), .events = std::move(needs)};
  const Node* durable_config = scope.property("DurableConfig");
  const bool durable = durable_config && !durable_config->members.empty();
  role.managed.push_back(
      service_role_policy(scope, durable ? "AWSLambdaBasicDurableExecutionRolePolicy" : "AWSLambdaBasicExecutionRole"));
  if (tracing_mode(scope)) role.managed.push_back(tracing_policy(scope));
  const Node* vpc = scope.property("VpcConfig");
  if (is_given(vpc)) {
    role.managed.push_back(service_role_policy(scope, "AWSLambdaVPCAccessExecutionRole"));
  }
  return role;
}

/// A map of one key could be a function; others hold maps.
void check_environment(Scope& scope) {
  const Node* environment = scope.property("Environment");
  if (!environment || environment->members.size() < 2) return;
  for (const Member& part : environment->members) {
    if (!part.value.is_map()) return scope.error(environment, "`" + part.key + "` of `Environment` must be a map");
  }
}

void transform_function(Scope& scope) {
  if (!check_events(scope, EventOwner::Function)) return;
  check_environment(scope);
  check_tenancy(scope);
  check_version_policy(scope);
  auto code = function_code(scope, package_type(scope));
  if (!code || scope.failed()) return;
  Nodes policies;
  if (auto policy = dead_letter_policy(scope)) policies.push_back(std::move(*policy));
  Node properties = lambda_properties(scope, std::move(*code));

  const auto alias = alias_name(scope);
  if (const Node* provisioned = provisioned_concurrency(scope); !alias && provisioned) {
    scope.error(provisioned, "`ProvisionedConcurrencyConfig` needs `AutoPublishAlias`", "add `AutoPublishAlias: live`");
  }
  if (alias) {
    // A role that is made does not count for the version's hash, one that is given does.
    // AWS writes the parameters of the code into it when it makes that hash.
    properties.set("Code", scope.work.resolved(*properties.find("Code")));
    Node hashed = properties;
    scope.make.add(hashed, "Role", scope.copy("Role"));
    describe_hash(scope, properties);
    add_alias(scope, *alias, hashed, add_deployment(scope, true));
  } else {
    add_deployment(scope, false);
  }
  const Target target = target_of(scope, alias);
  EventNeeds needs = add_events(scope, target);
  add_invoke_config(scope, alias, policies);
  add_function_url(scope, target.reference);
  if (scope.failed()) return;
  scope.make.add(properties, "Role", add_role(scope, execution_role(scope, std::move(needs), std::move(policies))));
  scope.add(scope.id, "AWS::Lambda::Function", std::move(properties), {.main = true});
}

}  // namespace

extern const ResourceType resource_function{"AWS::Serverless::Function", Phase::Functions, kProperties, transform_function};

}  // namespace cxsam::transform
