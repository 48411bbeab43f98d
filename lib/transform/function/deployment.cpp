#include "transform/function/deployment.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/conditions.h"
#include "transform/mappings.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kApplication = "ServerlessDeploymentApplication";
constexpr std::string_view kRole = "CodeDeployServiceRole";

/// What a deployment preference asks of the CodeDeploy resources that all functions share.
struct DeploymentUse {
  std::string condition;  // "" when they must always be there
  bool needs_role = false;
  Node cause;  // its span and expansion
  Node tags;   // a map, or null
};

struct Deployments {
  std::vector<DeploymentUse> uses;
};

/// The configurations that CodeDeploy has ready, without `CodeDeployDefault.Lambda`.
constexpr std::array<std::string_view, 9> kConfigurations{
    "AllAtOnce",
    "Canary10Percent5Minutes",
    "Canary10Percent10Minutes",
    "Canary10Percent15Minutes",
    "Canary10Percent30Minutes",
    "Linear10PercentEvery1Minute",
    "Linear10PercentEvery2Minutes",
    "Linear10PercentEvery3Minutes",
    "Linear10PercentEvery10Minutes",
};

/// The name of the configuration, also in the branches of an Fn::If.
Node configuration_name(Node type, const Maker& make) {
  const auto intrinsic = as_intrinsic(type);
  const Node& name = intrinsic && intrinsic->name == "Fn::Sub" ? *intrinsic->argument : type;
  if (name.is_string() && std::ranges::find(kConfigurations, name.text) != kConfigurations.end()) {
    return make.sub("CodeDeployDefault.Lambda${ConfigName}", "ConfigName", name);
  }
  if (!intrinsic || intrinsic->name != "Fn::If" || intrinsic->argument->items.size() != 3) return type;
  Nodes& choice = type.members.front().value.items;
  for (const std::size_t branch : {1, 2}) choice[branch] = configuration_name(std::move(choice[branch]), make);
  return type;
}

/// `Type: null` leaves the choice to CodeDeploy.
std::optional<Node> configuration_of(const Node& preference, const Maker& make) {
  const Node* type = value_at(&preference, "Type");
  return type ? std::optional(configuration_name(*type, make)) : std::nullopt;
}

Node alarm_configuration(const Node& alarms, const Maker& make) {
  if (alarms.items.empty()) return make.map();
  Node named = make.list();
  for (const Node& alarm : alarms.items) named.items.push_back(make.map("Name", alarm));
  return make.map("Enabled", true, "Alarms", std::move(named));
}

/// AlarmConfiguration; nothing without alarms, or after an error.
std::optional<Node> alarms_of(Scope& scope, const Node& preference, const Maker& make) {
  const Node* alarms = value_at(&preference, "Alarms");
  if (!is_given(alarms) || is_no_value(*alarms)) return std::nullopt;
  const auto intrinsic = as_intrinsic(*alarms);
  if (intrinsic && intrinsic->name == "Fn::If") {
    const Nodes& choice = intrinsic->argument->items;
    if (choice.size() != 3) {
      scope.error(alarms, "`Fn::If` takes a condition and two values", "write `!If [Condition, [Alarm], []]`");
      return std::nullopt;
    }
    if (choice[1].is_list() && choice[2].is_list()) {
      return make_intrinsic("Fn::If",
                            make.list(choice[0], alarm_configuration(choice[1], make), alarm_configuration(choice[2], make)),
                            make.origin());
    }
  } else if (alarms->is_list()) {
    return alarms->items.empty() ? std::nullopt : std::optional(alarm_configuration(*alarms, make));
  }
  scope.error(alarms, "`Alarms` of `DeploymentPreference` must be a list", "list the names of CloudWatch alarms");
  return std::nullopt;
}

/// PassthroughCondition: whether the deployment group stands under the function's condition.
bool passes_condition(Scope& scope, const Node& preference, const Node& written) {
  const Node* pass = preference.find("PassthroughCondition");
  if (!pass) return scope.work.options.all_feature_toggles;
  const auto text = pass->as_text().value_or("");
  if (equals_ignoring_case(text, "true") || text == "1") return true;
  if (equals_ignoring_case(text, "false") || text == "0") return false;
  const Node* where = written.find("PassthroughCondition");
  if (as_intrinsic(*pass)) {
    scope.error(where, "`PassthroughCondition` must be known before deployment",
                "only `Ref` to a parameter and `Fn::FindInMap` can be used there");
  } else {
    scope.error(where, "`PassthroughCondition` must be true or false");
  }
  return false;
}

/// The user's preference when it is enabled; an error when it then lacks something.
const Node* enabled_preference(Scope& scope, const Node& preference, const Node& written, bool has_alias) {
  if (!is_given(&preference)) return nullptr;
  const Node* enabled = preference.find("Enabled");
  if (enabled && !is_given(enabled)) return nullptr;
  if (enabled && enabled->as_text() && equals_ignoring_case(*enabled->as_text(), "false")) return nullptr;
  if (!has_alias) {
    scope.error(&written, "`DeploymentPreference` needs `AutoPublishAlias`", "add `AutoPublishAlias: live`");
  } else if (!preference.find("Type")) {
    scope.error(&written, "`Type` of `DeploymentPreference` is missing", "write `Type: Canary10Percent5Minutes`, for example");
  } else if (const Node* hooks = preference.find("Hooks"); hooks && !hooks->is_map()) {
    scope.error(written.find("Hooks"), "`Hooks` of `DeploymentPreference` must be a map of `PreTraffic` and `PostTraffic`");
  } else {
    return &preference;
  }
  return nullptr;
}

/// A resource that all functions share, or one of the function that takes none of its attributes. AWS replaces a resource
/// of the user's that has its name.
void put(Workspace& work, const std::string& id, std::string_view type, Node properties, const std::string& condition,
         const Maker& make) {
  Node body = make.map("Type", type);
  if (!condition.empty()) make.add(body, "Condition", condition);
  make.add(body, "Properties", std::move(properties));
  if (Member* own = work.find_resource(id)) {
    own->value = std::move(body);
  } else {
    work.add_resource(id, make.origin().span, std::move(body));
  }
}

void add_group(Scope& scope, const Node& preference, const std::string& condition, std::optional<Node> alarms,
               const Maker& make) {
  const Node* role = preference.find("Role");
  const bool own_role = is_given(role);
  Node properties =
      make.map("AlarmConfiguration", std::move(alarms), "ApplicationName", make.ref(kApplication), "AutoRollbackConfiguration",
               make.map("Enabled", true, "Events",
                        make.list("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")),
               "DeploymentConfigName", configuration_of(preference, make), "DeploymentStyle",
               make.map("DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"), "ServiceRoleArn",
               own_role ? *role : make.get_att(kRole, "Arn"));
  make.add(properties, "TriggerConfigurations", given_at(&preference, "TriggerConfigurations"));
  const Node* tags = tags_to_propagate(scope);
  make.add(properties, "Tags", tag_list(scope, tags));
  put(scope.work, scope.id + "DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", std::move(properties), condition, make);

  DeploymentUse use{.condition = condition, .needs_role = !own_role, .cause = make.origin(), .tags = {}};
  if (tags) use.tags = *tags;
  scope.work.notes<Deployments>().uses.push_back(std::move(use));
}

}  // namespace

std::optional<Node> add_deployment(Scope& scope, bool has_alias) {
  const Node* written = scope.property("DeploymentPreference");
  if (!written) return std::nullopt;
  const Node resolved = with_lookups(scope.work, *written);
  if (!enabled_preference(scope, resolved, *written, has_alias)) return std::nullopt;
  const Maker make = scope.make_for(written->span, "DeploymentPreference");
  // What need not be known before deployment stays as the user wrote it.
  Node preference = *written;
  preference.set("Type", *resolved.find("Type"));
  const bool passes = passes_condition(scope, resolved, *written);
  auto alarms = alarms_of(scope, preference, make);
  if (scope.failed()) return std::nullopt;
  add_group(scope, preference, passes ? std::string(scope.condition()) : "", std::move(alarms), make);
  const Node* hooks = value_at(&preference, "Hooks");
  return make.map("CodeDeployLambdaAliasUpdate",
                  make.map("ApplicationName", make.ref(kApplication), "DeploymentGroupName",
                           make.ref(scope.id + "DeploymentGroup"), "BeforeAllowTrafficHook", value_at(hooks, "PreTraffic"),
                           "AfterAllowTrafficHook", value_at(hooks, "PostTraffic")));
}

void add_shared_deployment(Workspace& work) {
  const std::vector<DeploymentUse>& uses = work.notes<Deployments>().uses;
  if (uses.empty()) return;
  const Maker make(uses.front().cause);
  std::set<std::string> conditions;
  Node tags = make.map();
  for (const DeploymentUse& use : uses) {
    conditions.insert(use.condition);
    for (const Member& tag : use.tags.members) tags.set(tag.key, tag.value);
  }
  const std::string condition = conditions.contains("") ? "" : any_of(work, conditions, "ServerlessCodeDeployCondition", make);
  Node properties = make.map("ComputePlatform", "Lambda", "Tags", tag_list(tags, make));
  put(work, std::string(kApplication), "AWS::CodeDeploy::Application", std::move(properties), condition, make);
  if (std::ranges::none_of(uses, &DeploymentUse::needs_role)) return;
  const bool isolated = work.partition() == "aws-iso" || work.partition() == "aws-iso-b";
  Node statement = make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal",
                            make.map("Service", make.list("codedeploy.amazonaws.com")));
  Node role = make.map("AssumeRolePolicyDocument",
                       make.map("Version", "2012-10-17", "Statement", make.list(std::move(statement))), "ManagedPolicyArns",
                       make.list("arn:" + work.partition() + ":iam::aws:policy/service-role/AWSCodeDeployRoleForLambda" +
                                 (isolated ? "Limited" : "")),
                       "Tags", tag_list(tags, make));
  put(work, std::string(kRole), "AWS::IAM::Role", std::move(role), condition, make);
}

}  // namespace cxsam::transform
