// AWS::Serverless::StateMachine: the state machine, its role, version and alias, events.
// Source: AWS SAM developer guide, "AWS::Serverless::StateMachine".
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text.h"
#include "transform/event_sources.h"
#include "transform/json_text.h"
#include "transform/locations.h"
#include "transform/resource_type.h"
#include "transform/roles.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AutoPublishAlias"},
    Property{"Definition", kMap},
    Property{"DefinitionSubstitutions", kMap},
    Property{"DefinitionUri", kText | kMap},
    Property{"DeploymentPreference"},
    Property{"Events", kMap},
    Property{"Logging", kMap},
    Property{"Name", kText},
    Property{"PermissionsBoundary", kText},
    Property{"Policies", kText | kList | kMap},
    Property{"PropagateTags", kBool},
    Property{"Role", kText},
    Property{"RolePath"},
    Property{"Tags", kMap},
    Property{"Tracing", kMap},
    Property{"Type", kText},
    Property{"UseAliasAsEventTarget", kBool | kPlain},
};

/// Replaces intrinsic functions by `${definition_substitution_N}` and collects them; numbered in the order of sorted keys.
/// The definition itself is none: its one key may happen to look like one.
void extract_substitutions(Node& node, Node& substitutions, const Maker& make, bool is_definition = false) {
  if (!is_definition && as_intrinsic(node)) {
    const std::string name = "definition_substitution_" + std::to_string(substitutions.members.size() + 1);
    Node placeholder = make_string("${" + name + "}", node);
    make.add(substitutions, name, std::exchange(node, std::move(placeholder)));
    return;
  }
  for (Node& item : node.items) extract_substitutions(item, substitutions, make);
  std::vector<Member*> sorted;
  for (Member& member : node.members) sorted.push_back(&member);
  std::ranges::sort(sorted, {}, [](const Member* member) -> const std::string& { return member->key; });
  for (Member* member : sorted) extract_substitutions(member->value, substitutions, make);
}

void add_definition_string(Scope& scope, const Node& definition, Node& properties) {
  const Maker make(definition.span, scope.make.origin().expansion);
  Node text = definition;
  Node extracted = make.map();
  extract_substitutions(text, extracted, make, true);
  const std::string json = indented_json(text);
  Node lines = make.list();
  for (const std::string_view line : split(json, '\n')) lines.items.push_back(make.text(line));
  make.add(properties, "DefinitionString", make_intrinsic("Fn::Join", make.list("\n", std::move(lines)), make.origin()));

  const Node* given = scope.property("DefinitionSubstitutions");
  Node substitutions = given && given->is_map() ? *given : make.map();
  for (Member& member : extracted.members) substitutions.set(member.key, std::move(member.value));
  if (!substitutions.members.empty()) make.add(properties, "DefinitionSubstitutions", std::move(substitutions));
}

/// False after an error.
bool add_definition(Scope& scope, Node& properties) {
  const Node* definition = scope.property("Definition");
  const Node* uri = scope.property("DefinitionUri");
  if (!is_given(definition)) definition = nullptr;
  if (!is_given(uri)) uri = nullptr;
  if (definition && uri) {
    scope.error(uri, "`Definition` and `DefinitionUri` exclude each other", "remove one of them");
    return false;
  }
  if (definition) {
    add_definition_string(scope, *definition, properties);
    return true;
  }
  if (!uri) {
    scope.error(nullptr, "it has neither `Definition` nor `DefinitionUri`");
    return false;
  }
  auto location = read_location(scope, uri, "DefinitionUri", kDocumentKeys);
  if (!location) return false;
  const Node* substitutions = scope.property("DefinitionSubstitutions");
  scope.make.add(properties, "DefinitionS3Location", std::move(location), "DefinitionSubstitutions",
                 is_given(substitutions) ? substitutions : nullptr);
  return true;
}

/// Adds version and alias; the alias's logical id, nothing without AutoPublishAlias.
std::optional<std::string> add_alias(Scope& scope) {
  const Node* wanted = scope.property("AutoPublishAlias");
  const Node* preference = scope.property("DeploymentPreference");
  if (!is_given(wanted)) {
    if (is_given(preference))
      scope.error(preference, "`DeploymentPreference` needs `AutoPublishAlias`", "add `AutoPublishAlias: live`");
    return std::nullopt;
  }
  const std::string name(wanted->as_text().value_or(""));
  if (name.empty() || !std::ranges::all_of(name, is_letter_or_digit)) {
    scope.error(wanted, "`AutoPublishAlias` of a state machine must be a text of letters and digits",
                "it becomes a part of logical ids, so it cannot be an intrinsic function");
    return std::nullopt;
  }
  const Maker make = scope.make_for(wanted->span, "AutoPublishAlias");
  const std::string version = scope.id + "Version";
  const auto policy = [&](std::string_view name) {
    const Node* own = scope.body.find(name);
    return own ? *own : make.text("Retain");
  };
  scope.add(version, "AWS::StepFunctions::StateMachineVersion",
            make.map("StateMachineArn", make.ref(scope.id), "StateMachineRevisionId",
                     make.get_att(scope.id, "StateMachineRevisionId")),
            {.deletion_policy = policy("DeletionPolicy"), .update_replace_policy = policy("UpdateReplacePolicy")});
  Node deployment = is_given(preference) && preference->is_map() ? *preference : make.map("Type", "ALL_AT_ONCE");
  deployment.set("StateMachineVersionArn", make.ref(version));
  const std::string alias = scope.id + "Alias" + name;
  scope.add(alias, "AWS::StepFunctions::StateMachineAlias",
            make.map("Name", *wanted, "DeploymentPreference", std::move(deployment)));
  scope.work.generated_properties[scope.id + ".Version"] = version;
  scope.work.generated_properties[scope.id + ".Alias"] = alias;
  return alias;
}

void transform_state_machine(Scope& scope) {
  const Maker& make = scope.make;
  Node properties = make.map();
  if (!check_events(scope, EventOwner::StateMachine)) return;
  if (is_given(scope.property("Role")) && is_given(scope.property("Policies"))) {
    return scope.error(scope.property("Policies"), "`Role` and `Policies` exclude each other",
                       "`Policies` go into a role that SAM makes; remove one of them");
  }
  if (!add_definition(scope, properties)) return;
  const auto alias = add_alias(scope);
  const bool target_alias = scope.flag("UseAliasAsEventTarget");
  if (target_alias && !alias) {
    return scope.error(scope.property("UseAliasAsEventTarget"), "`UseAliasAsEventTarget` needs `AutoPublishAlias`");
  }
  const std::string started = target_alias ? *alias : scope.id;
  add_events(scope, {EventOwner::StateMachine, make.ref(started), make.ref(started), started, started});
  if (scope.failed()) return;

  Role role{.service = "states.amazonaws.com", .managed = {}, .inline_policies = {}};
  const Node* tracing = scope.property("Tracing");
  const Node* traced = tracing ? tracing->find("Enabled") : nullptr;
  if (traced && traced->as_bool().value_or(false)) role.managed.push_back(tracing_policy(scope));
  make.add(properties, "LoggingConfiguration", scope.copy("Logging"), "RoleArn", add_role(scope, std::move(role)),
           "StateMachineName", scope.copy("Name"), "StateMachineType", scope.copy("Type"), "Tags",
           tag_list_with_creator(scope, scope.property("Tags")), "TracingConfiguration", scope.copy("Tracing"));
  scope.add(scope.id, "AWS::StepFunctions::StateMachine", std::move(properties), {.main = true});
}

}  // namespace

extern const ResourceType resource_statemachine{"AWS::Serverless::StateMachine", Phase::StateMachines, kProperties,
                                                transform_state_machine};

}  // namespace cxsam::transform
