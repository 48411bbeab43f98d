// AWS::Serverless::WebFunction: a function that serves HTTP by itself, its revision, its endpoint and its role.
// Source: AWS SAM's specification of the type (release 1.115), and CloudFormation's AWS::Lambda::WebFunction types.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "transform/locations.h"
#include "transform/resource_type.h"
#include "transform/roles.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AuthType", kText, true},
    Property{"AutoDeploymentMode", kText},
    Property{"CodeUri", kText | kMap},
    Property{"EgressNetworkConnectorArn", kText},
    Property{"EndpointDescription", kText},
    Property{"EndpointName", kText},
    Property{"EndpointType", kText},
    Property{"EntryPoint", kText},
    Property{"EnvironmentVariables", kMap},
    Property{"ExecutionRoleArn", kText | kMap},
    Property{"FunctionName", kText},
    Property{"InlineCode", kText},
    Property{"KmsKeyArn", kText},
    Property{"LoggingConfig", kMap},
    Property{"MaxConcurrencyPerEnvironment"},
    Property{"ReplicaRegions"},
    Property{"RevisionDescription", kText},
    Property{"RevisionWeights", kMap},
    Property{"Runtime", kText, true},
    Property{"ScalingConfig", kMap},
    Property{"Tags", kMap},
    Property{"ThrottleConfig", kMap},
    Property{"Timeout", kNumber},
};

constexpr std::string_view kLatest = "LatestRevision";
constexpr std::string_view kDisabled = "Disabled";

/// AWS refuses connectors without a version, as far as it can see one.
void check_egress(Scope& scope) {
  const Node* arn = scope.property("EgressNetworkConnectorArn");
  if (!arn || !arn->is_string()) return;
  const std::string& text = arn->text;
  const std::size_t colon = text.rfind(':');
  const bool version = colon != std::string::npos && colon + 1 < text.size() &&
                       std::all_of(text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, text.end(), is_digit);
  if (!version) {
    scope.error(arn, "`EgressNetworkConnectorArn` names no version of the connector",
                "end the ARN in `:<version>`, or use `Fn::GetAtt: [Connector, LatestVersionArn]`");
  }
}

void check_weights(Scope& scope, const Node* weights) {
  if (!weights || weights->members.empty()) {
    return scope.error(weights ? weights : scope.property("AutoDeploymentMode"),
                       "`AutoDeploymentMode: Disabled` needs `RevisionWeights`",
                       "give `RevisionWeights`, or `AutoDeploymentMode: LatestRevision`");
  }
  std::int64_t sum = 0;
  bool known = true;
  for (const Member& weight : weights->members) {
    if (weight.value.is_map()) {
      known = false;
    } else if (weight.value.kind == Node::Kind::Int) {
      sum += weight.value.as_int().value_or(0);
    } else {
      return scope.error(&weight.value, "a weight must be a whole number");
    }
  }
  if (known && sum != 100) scope.error(weights, "the weights add up to " + std::to_string(sum), "they must add up to 100");
}

/// Whether the endpoint follows the newest revision.
bool check_deployment(Scope& scope) {
  const Node* given = scope.property("AutoDeploymentMode");
  const Node* weights = scope.property("RevisionWeights");
  const std::string mode = given ? scope.text("AutoDeploymentMode").value_or("") : std::string(kLatest);
  if (mode != kLatest && mode != kDisabled) {
    scope.error(given, "`AutoDeploymentMode` must be `LatestRevision` or `Disabled`");
  } else if (mode == kDisabled) {
    check_weights(scope, weights);
  } else if (weights) {
    scope.error(weights, "`RevisionWeights` needs `AutoDeploymentMode: Disabled`", "add it, or remove the weights");
  } else if (scope.text("EndpointType") == "MultiRegion") {
    scope.error(scope.property("EndpointType"), "`EndpointType: MultiRegion` needs `AutoDeploymentMode: Disabled`");
  }
  return mode == kLatest;
}

std::optional<Node> code(Scope& scope) {
  const Node* text = scope.property("InlineCode");
  const Node* location = scope.property("CodeUri");
  if (text) {
    scope.error(text, location ? "`InlineCode` and `CodeUri` cannot stand together" : "`InlineCode` is not supported here yet",
                "use `CodeUri`");
    return std::nullopt;
  }
  if (!location && scope.work.options.artifacts == ArtifactPaths::Required) {
    scope.error(nullptr, "there is no code", "give `CodeUri`");
    return std::nullopt;
  }
  auto object = read_location(scope, location, "CodeUri", {"Bucket", "Key", "VersionId"});
  if (!object) return std::nullopt;
  const Maker make = location ? scope.make_for(location->span, "CodeUri") : scope.make;
  return make.map("S3Object", std::move(object));
}

/// Names are not reused within a stack's life, so AWS adds a part of the stack's id.
Node function_name(const Scope& scope) {
  if (const Node* own = scope.property("FunctionName")) return *own;
  const Maker& make = scope.make;
  const auto part = [&](std::int64_t at, std::string_view separator, Node of) {
    Node pieces = make_intrinsic("Fn::Split", make.list(separator, std::move(of)), make.origin());
    return make_intrinsic("Fn::Select", make.list(at, std::move(pieces)), make.origin());
  };
  return make.sub(scope.id + "-${StackIdSuffix}", "StackIdSuffix", part(0, "-", part(2, "/", make.ref("AWS::StackId"))));
}

Node execution_role(Scope& scope) {
  if (const Node* own = scope.property("ExecutionRoleArn")) return *own;
  const Maker& make = scope.make;
  const Node statement = make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal",
                                  make.map("Service", make.list("lambda.amazonaws.com")));
  const std::string id = scope.id + "Role";
  scope.add(id, "AWS::IAM::Role",
            make.map("AssumeRolePolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(statement)),
                     "ManagedPolicyArns", make.list(service_role_policy(scope, "AWSLambdaBasicExecutionRole")), "Tags",
                     tag_list_with_creator(scope, scope.property("Tags"))));
  return make.get_att(id, "Arn");
}

std::optional<Node> environment(const Scope& scope) {
  Node variables = map_or_empty(scope.property("EnvironmentVariables"), scope.make);
  for (Member& one : variables.members) {
    const auto text = one.value.as_text();
    if (text) one.value = make_string(std::string(*text), one.value);
  }
  if (const Node* entry = scope.property("EntryPoint")) variables.set("AWS_LAMBDA_NODEJS_ENTRYPOINT", *entry);
  return variables.members.empty() ? std::nullopt : std::optional(std::move(variables));
}

std::optional<Node> telemetry(const Scope& scope) {
  const Node* logging = scope.property("LoggingConfig");
  if (!logging || logging->members.empty()) return std::nullopt;
  return Maker(*logging).map("LoggingConfig", *logging);
}

void add_revision(Scope& scope, const std::string& id, const Node& name, Node code_config) {
  const Maker& make = scope.make;
  const Node* timeout = scope.property("Timeout");
  const Node service = make.map(
      "ExecutionRoleArn", execution_role(scope), "EnvironmentVariables", environment(scope), "TelemetryConfig",
      telemetry(scope), "MaxConcurrencyPerEnvironment", scope.copy("MaxConcurrencyPerEnvironment"), "EgressNetworkConnectorArn",
      scope.copy("EgressNetworkConnectorArn"), "TimeoutSeconds", timeout ? *timeout : make_int(30, make.origin()));
  scope.add(
      id, "AWS::Lambda::WebFunctionRevision",
      make.map("FunctionName", name, "Description", scope.copy("RevisionDescription"), "KmsKeyArn", scope.copy("KmsKeyArn"),
               "BuildConfig",
               make.map("CodeConfig", std::move(code_config), "RuntimeConfig", make.map("Runtime", scope.copy("Runtime"))),
               "ServiceConfig", service),
      {.depends_on = make.list(scope.id)});
}

Node revision_weights(const Scope& scope, const std::string& revision, bool latest) {
  const Maker& make = scope.make;
  if (latest) return make.list(make.map("RevisionId", make.get_att(revision, "RevisionId"), "Weight", 100));
  Node list = make.list();
  for (const Member& weight : scope.property("RevisionWeights")->members) {
    list.items.push_back(make.map("RevisionId", weight.key, "Weight", weight.value));
  }
  return list;
}

void transform_web_function(Scope& scope) {
  check_egress(scope);
  const bool latest = check_deployment(scope);
  auto code_config = code(scope);
  if (!code_config || scope.failed()) return;
  const Maker& make = scope.make;
  const std::string revision = scope.id + "Revision";
  const Node name = function_name(scope);
  const Node* endpoint = scope.property("EndpointName");
  const Node* kind = scope.property("EndpointType");
  add_revision(scope, revision, name, std::move(*code_config));
  scope.add(scope.id + "Endpoint", "AWS::Lambda::WebFunctionEndpoint",
            make.map("FunctionName", name, "EndpointName", endpoint ? *endpoint : make.text("prod"), "EndpointType",
                     kind ? *kind : make.text("HomeRegion"), "AuthType", scope.copy("AuthType"), "RevisionWeights",
                     revision_weights(scope, revision, latest), "Description", scope.copy("EndpointDescription"), "Regions",
                     scope.copy("ReplicaRegions"), "ScalingConfig", scope.copy("ScalingConfig"), "ThrottleConfig",
                     scope.copy("ThrottleConfig")),
            {.depends_on = make.list(scope.id, revision)});
  scope.add(scope.id, "AWS::Lambda::WebFunction",
            make.map("FunctionName", name, "Tags", tag_list_with_creator(scope, scope.property("Tags"))), {.main = true});
}

}  // namespace

extern const ResourceType resource_webfunction{"AWS::Serverless::WebFunction", Phase::Others, kProperties,
                                               transform_web_function};

}  // namespace cxsam::transform
