#include "transform/event_sources.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "transform/event_type.h"

namespace cxsam::transform {
namespace {

using ToCloudFormation = void (*)(EventScope&);

ToCloudFormation transform_for(const EventType& type, EventOwner owner) {
  return owner == EventOwner::Function ? type.to_function : type.to_state_machine;
}

/// "function-api", "statemachine-statemachineapi"
std::string documented_name(const EventType& type, EventOwner owner) {
  return (owner == EventOwner::Function ? "function-" : "statemachine-statemachine") + to_lower(type.name);
}

void report_type(Scope& scope, const Member& event, const Node* type, EventOwner owner) {
  std::vector<std::string> names;
  for (const EventType* known : all_event_types()) {
    if (transform_for(*known, owner)) names.emplace_back(known->name);
  }
  const std::string word = type && type->is_string() ? type->text : "";
  scope.error(type ? type : &event.value, word.empty() ? "`Type` is missing" : "`" + word + "` is not an event source type",
              did_you_mean_or(word, names, "event source types: " + join(names, ", ")));
}

/// A role grants once what several events need, under the name that the first of them gave it.
void add_policy(std::vector<Node>& policies, Node policy) {
  const Node* document = policy.find("PolicyDocument");
  const auto same = [&](const Node& other) {
    const Node* others = other.find("PolicyDocument");
    return document && others && same_value(*others, *document);
  };
  if (std::ranges::none_of(policies, same)) policies.push_back(std::move(policy));
}

void add_event(Scope& scope, const Member& event, const Target& target, EventNeeds& needs) {
  static const Node kNoProperties = make_map();
  const Node* type = event.value.find("Type");
  const EventType* known = type && type->is_string() ? find_event_type(type->text) : nullptr;
  const ToCloudFormation transform = known ? transform_for(*known, target.kind) : nullptr;
  if (!transform) return report_type(scope, event, type, target.kind);
  const Node* given = event.value.find("Properties");
  const Node& properties = given ? *given : kNoProperties;
  if (!properties.is_map()) {
    return scope.error(given, "`Properties` must be a map", given->is_null() ? "leave it out, or write `Properties: {}`" : "");
  }
  EventScope events(scope, event, properties, target);
  const std::string shown = "`" + std::string(known->name) + "` events";
  const std::string documented = documented_name(*known, target.kind);
  const bool other = target.kind == EventOwner::StateMachine && !known->machine_properties.empty();
  const PropertyProblem problem =
      check_properties(properties, other ? known->machine_properties : known->properties, {shown, documented});
  if (!problem.message.empty()) {
    const Span where = problem.where ? problem.key_span : event.key_span;
    return scope.error(where, event.value.expansion, problem.message, problem.hint);
  }
  transform(events);
  std::ranges::move(events.managed_policies, std::back_inserter(needs.managed_policies));
  for (Node& policy : events.policies) add_policy(needs.policies, std::move(policy));
}

}  // namespace

const EventType* find_event_type(std::string_view name) {
  const auto types = all_event_types();
  const auto found = std::ranges::find(types, name, [](const EventType* type) { return type->name; });
  return found == types.end() ? nullptr : *found;
}

std::string event_part(const Scope& scope, const Member& event) {
  return "event `" + event.key + "` (`" + scope.id + event.key + "`)";
}

bool check_events(Scope& scope) {
  const Node* events = scope.property("Events");
  if (!events) return true;
  if (as_intrinsic(*events)) scope.error(events, "`Events` cannot be an intrinsic function", "write each event out");
  for (const Member& event : events->members) {
    if (event.value.is_map() || scope.failed()) continue;
    scope.set_part(event_part(scope, event));
    scope.error(event.value.is_null() ? event.key_span : event.value.span, event.value.expansion,
                "an event must be a map with `Type` and `Properties`");
  }
  return !scope.failed();
}

EventNeeds add_events(Scope& scope, const Target& target) {
  EventNeeds needs;
  const Node* events = scope.property("Events");
  if (!events) return needs;
  for (const Member& event : events->members) {
    scope.set_part(event_part(scope, event));
    add_event(scope, event, target, needs);
    if (scope.failed()) break;
  }
  scope.set_part("");
  return needs;
}

}  // namespace cxsam::transform
