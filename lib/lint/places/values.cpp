#include "lint/places/values.h"

#include <algorithm>

#include "base/ascii.h"
#include "lint/places/choice.h"
#include "lint/places/function_targets.h"

namespace cxsam::lint {
namespace {

using Path = std::span<const std::string_view>;

class Descent {
 public:
  explicit Descent(const CheckContext& context) : context_(context) {}

  void follow(const PlacedValue& value, Path path) {
    if (const std::optional<Choice> choice = as_choice(*value.node)) return follow_choice(value, *choice, path);
    if (value.node->is_null() || is_no_value(*value.node)) return;  // as if it were not written
    if (path.empty()) {
      found.push_back(value);
    } else if (path.front() == "*") {
      for (const Node& item : value.node->items)
        follow(moved_to(item, place_of_item(*value.node, item, value.place, context_.sources), value), path.subspan(1));
    } else if (const Member* member = as_intrinsic(*value.node) ? nullptr : value.node->find_member(path.front())) {
      PlacedValue next = moved_to(member->value, place_of(*member, value.place, context_.sources), value);
      next.member = member->key_span;
      follow(next, path.subspan(1));
    }
  }

  std::vector<PlacedValue> found;

 private:
  static PlacedValue moved_to(const Node& node, const Place& place, PlacedValue value) {
    value.node = &node;
    value.place = place;
    return value;
  }

  // Of the branches of a condition that is not there nothing is known.
  void follow_choice(const PlacedValue& value, const Choice& choice, Path path) {
    if (!context_.conditions.find(choice.condition)) return;
    for (const Branch& branch : branches_of(choice, value.place, value.scenario, context_.conditions, context_.sources)) {
      if (!branch.scenario) continue;
      PlacedValue next = moved_to(*branch.node, branch.place, value);
      next.scenario = *branch.scenario;
      next.chosen = true;
      follow(next, path);
    }
  }

  const CheckContext& context_;
};

std::optional<PlacedValue> entry_of(const CheckContext& context, const tmpl::Resource& resource) {
  PlacedValue entry{.node = resource.node,
                    .place = place_at(resource.id_span),
                    .member = resource.id_span,
                    .scenario = {},
                    .resource = &resource};
  if (!resource.condition) return entry;
  const std::optional<Scenario> made = context.conditions.assume({}, *resource.condition, true);
  if (!made) return std::nullopt;
  entry.scenario = *made;
  return entry;
}

}  // namespace

std::vector<PlacedValue> values_at(const CheckContext& context, const tmpl::Resource& resource, Path path) {
  const std::optional<PlacedValue> entry = entry_of(context, resource);
  if (!entry) return {};
  Descent descent(context);
  descent.follow(*entry, path);
  return std::move(descent.found);
}

std::vector<PlacedValue> values_at(const CheckContext& context, const tmpl::Resource& resource,
                                   std::initializer_list<std::string_view> path) {
  return values_at(context, resource, Path(path.begin(), path.size()));
}

std::vector<PlacedValue> values_below(const CheckContext& context, const PlacedValue& value,
                                      std::initializer_list<std::string_view> path) {
  Descent descent(context);
  descent.follow(value, Path(path.begin(), path.size()));
  return std::move(descent.found);
}

PlacedValue where_chosen(PlacedValue value, const PlacedValue& other) {
  value.scenario = other.scenario;
  return value;
}

namespace {

bool has_plain_name(const tmpl::Resource& resource) { return std::ranges::all_of(resource.logical_id, is_letter_or_digit); }

}  // namespace

std::vector<PlacedValue> values_for_rule(const CheckContext& context, std::string_view rule) {
  std::vector<PlacedValue> values;
  for (const BoundResource& bound : context.bindings.of_rule(rule)) {
    if (!context.options.dialect->reads_misnamed && !has_plain_name(*bound.resource)) continue;
    for (PlacedValue& value : values_at(context, *bound.resource, bound.binding->path)) values.push_back(std::move(value));
  }
  return values;
}

std::optional<Scenario> in_both(const CheckContext& context, const Scenario& a, const Scenario& b) {
  std::optional<Scenario> both = a;
  for (const Assumption& assumption : b.assumptions()) {
    both = context.conditions.assume(*both, context.conditions.name(assumption.condition), assumption.holds);
    if (!both) return std::nullopt;
  }
  return both;
}

bool can_meet(const CheckContext& context, const Scenario& a, const Scenario& b) { return in_both(context, a, b).has_value(); }

std::vector<const tmpl::Resource*> resources_of(const CheckContext& context, std::string_view type) {
  std::vector<const tmpl::Resource*> found;
  for (const tmpl::Resource& resource : context.source.resources())
    if (resource.type == type) found.push_back(&resource);
  return found;
}

const Member* referred_parameter(const CheckContext& context, const Node& node) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  const Node* parameters = context.source.section("Parameters");
  if (!call || call->name != "Ref" || !parameters) return nullptr;
  return parameters->find_member(call->argument->text);
}

const tmpl::Resource* referred_resource(const CheckContext& context, const Node& node) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  if (!call || (call->name != "Ref" && call->name != "Fn::GetAtt")) return nullptr;
  const std::vector<FunctionTarget> targets = targets_of(node);
  return targets.empty() ? nullptr : context.source.find_resource(targets.front().name);
}

}  // namespace cxsam::lint
