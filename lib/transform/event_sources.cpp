#include "transform/event_sources.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "transform/event_type.h"
#include "transform/processing_order.h"

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

const Node& properties_of(const Member& event) {
  static const Node kNone = make_map();
  const Node* given = event.value.find("Properties");
  return given ? *given : kNone;
}

const EventType* event_type_of(const Member& event) {
  const Node* type = event.value.find("Type");
  return type && type->is_string() ? find_event_type(type->text) : nullptr;
}

/// What can be said of an event without looking at anything else.
void check_event(Scope& scope, const Member& event, EventOwner owner) {
  const EventType* known = event_type_of(event);
  if (!known || !transform_for(*known, owner)) return report_type(scope, event, event.value.find("Type"), owner);
  const Node& properties = properties_of(event);
  if (!properties.is_map()) {
    return scope.error(&properties, "`Properties` must be a map",
                       properties.is_null() ? "leave it out, or write `Properties: {}`" : "");
  }
  const std::string shown = "`" + std::string(known->name) + "` events";
  const std::string documented = documented_name(*known, owner);
  const bool other = owner == EventOwner::StateMachine && !known->machine_properties.empty();
  const PropertyProblem problem =
      check_properties(properties, other ? known->machine_properties : known->properties, {shown, documented});
  if (problem.message.empty()) return;
  scope.error(problem.where ? problem.key_span : event.key_span, event.value.expansion, problem.message, problem.hint);
}

void add_event(Scope& scope, const Member& event, const Target& target, EventNeeds& needs) {
  EventScope events(scope, event, properties_of(event), target);
  transform_for(*event_type_of(event), target.kind)(events);
  std::ranges::move(events.managed_policies, std::back_inserter(needs.managed_policies));
  std::ranges::move(events.policies, std::back_inserter(needs.policies));
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

bool check_events(Scope& scope, EventOwner owner) {
  const Node* events = scope.property("Events");
  if (!events) return true;
  if (as_intrinsic(*events)) scope.error(events, "`Events` cannot be an intrinsic function", "write each event out");
  for (const Member* event : event_order(scope.work, *events)) {
    if (scope.failed()) break;
    scope.set_part(event_part(scope, *event));
    if (event->value.is_map()) {
      check_event(scope, *event, owner);
    } else {
      scope.error(event->value.is_null() ? event->key_span : event->value.span, event->value.expansion,
                  "an event must be a map with `Type` and `Properties`");
    }
  }
  scope.set_part("");
  return !scope.failed();
}

EventNeeds add_events(Scope& scope, const Target& target) {
  EventNeeds needs;
  const Node* events = scope.property("Events");
  if (!events) return needs;
  std::vector<const Member*> order = event_order(scope.work, *events);
  if (target.kind == EventOwner::Function) std::ranges::sort(order, {}, [](const Member* event) { return event->key; });
  for (const Member* event : order) {
    scope.set_part(event_part(scope, *event));
    add_event(scope, *event, target, needs);
    if (scope.failed()) break;
  }
  scope.set_part("");
  return needs;
}

}  // namespace cxsam::transform
