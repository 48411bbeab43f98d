// The values of a resource's properties that a rule looks at, however they are chosen: through Fn::If and lists.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/conditions/scenario.h"
#include "lint/context.h"
#include "lint/places/place.h"

namespace cxsam::lint {

/// A value, and what a finding about it needs.
struct PlacedValue {
  const Node* node = nullptr;
  Place place;
  Span member;        // the key that the path named last: of what has the value, whatever Fn::If chooses it
  Scenario scenario;  // what the conditions on the way say
  const tmpl::Resource* resource = nullptr;
  bool chosen = false;  // some Fn::If on the way chooses it

  /// The text, where the template writes one.
  [[nodiscard]] std::string_view text() const { return node->is_string() ? std::string_view(node->text) : std::string_view{}; }
};

/// The values at a path below a resource's entry; "*" stands for every item of a list. What no deployment comes to, the
/// branches of a condition that is not there, AWS::NoValue and null are left out. Functions other than Fn::If end the way; at
/// its end they are given as they are.
std::vector<PlacedValue> values_at(const CheckContext& context, const tmpl::Resource& resource,
                                   std::span<const std::string_view> path);
std::vector<PlacedValue> values_at(const CheckContext& context, const tmpl::Resource& resource,
                                   std::initializer_list<std::string_view> path);

/// Goes on from a value; `path` may be empty, which decides an Fn::If at the value itself.
std::vector<PlacedValue> values_below(const CheckContext& context, const PlacedValue& value,
                                      std::initializer_list<std::string_view> path);

/// The value where `other` is chosen, too: what stands beside each other is looked at in the same scenario.
PlacedValue where_chosen(PlacedValue value, const PlacedValue& other);

/// The values at all places that schemas/rules/bindings.tsv names for the rule, in the order of the resources.
std::vector<PlacedValue> values_for_rule(const CheckContext& context, std::string_view rule);

/// What both scenarios say, or nothing when no deployment is in both.
std::optional<Scenario> in_both(const CheckContext& context, const Scenario& a, const Scenario& b);
/// Whether some deployment is in both scenarios.
bool can_meet(const CheckContext& context, const Scenario& a, const Scenario& b);

/// The resources of a type.
std::vector<const tmpl::Resource*> resources_of(const CheckContext& context, std::string_view type);

/// The parameter's declaration when the node is a Ref to it, else null.
const Member* referred_parameter(const CheckContext& context, const Node& node);
/// The resource when the node is a Ref or an Fn::GetAtt of it, else null.
const tmpl::Resource* referred_resource(const CheckContext& context, const Node& node);

}  // namespace cxsam::lint
