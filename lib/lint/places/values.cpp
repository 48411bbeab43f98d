#include "lint/places/values.h"

#include "lint/places/function_targets.h"
#include "lint/places/walk.h"

namespace cxsam::lint {
namespace {

using Path = std::span<const std::string_view>;

class Descent {
 public:
  explicit Descent(const CheckContext& context) : context_(context) {}

  void follow(const PlacedValue& value, Path path) {
    const std::optional<Intrinsic> call = as_intrinsic(*value.node);
    if (call && call->name == "Fn::If" && call->argument->items.size() == 3) return follow_choice(value, *call, path);
    if (call && call->name == "Ref" && call->argument->text == "AWS::NoValue") return;
    if (value.node->is_null()) return;  // as if it were not written
    if (path.empty()) {
      found.push_back(value);
    } else if (path.front() == "*") {
      for (const Node& item : value.node->items) follow(item_of(value, *value.node, item), path.subspan(1));
    } else if (const Member* member = call ? nullptr : value.node->find_member(path.front())) {
      follow(member_of(value, *member), path.subspan(1));
    }
  }

  std::vector<PlacedValue> found;

 private:
  static PlacedValue member_of(const PlacedValue& parent, const Member& member) {
    PlacedValue value = parent;
    value.node = &member.value;
    value.where = value.key = value.member = member.key_span;
    return value;
  }

  static PlacedValue item_of(const PlacedValue& parent, const Node&, const Node& item) {
    PlacedValue value = parent;
    value.node = &item;
    value.where = item.is_string() || !item.is_scalar() ? item.span : parent.key;
    return value;
  }

  void follow_choice(const PlacedValue& value, const Intrinsic& call, Path path) {
    PlacedValue branch = value;
    if (!is_short_form(call.name_span, context_.sources)) branch.key = call.name_span;
    for (const std::size_t number : {1U, 2U}) {
      const Node& node = call.argument->items[number];
      const std::optional<Scenario> scenario =
          context_.conditions.assume(value.scenario, call.argument->items.front().text, number == 1);
      if (!scenario) continue;
      PlacedValue next = item_of(branch, *call.argument, node);
      next.scenario = *scenario;
      next.chosen = true;
      follow(next, path);
    }
  }

  const CheckContext& context_;
};

std::optional<PlacedValue> entry_of(const CheckContext& context, const tmpl::Resource& resource) {
  PlacedValue entry{.node = resource.node,
                    .where = resource.id_span,
                    .key = resource.id_span,
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

std::vector<PlacedValue> values_for_rule(const CheckContext& context, std::string_view rule) {
  std::vector<PlacedValue> values;
  for (const BoundResource& bound : context.bindings.of_rule(rule))
    for (PlacedValue& value : values_at(context, *bound.resource, bound.binding->path)) values.push_back(std::move(value));
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
