// AWS::Serverless::Connector: the permission that one resource needs to use another.
// Source: AWS SAM developer guide, "AWS::Serverless::Connector" and "AWS SAM connector reference".
#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/connectors/connection.h"
#include "transform/connectors/dependencies.h"
#include "transform/resource_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Destination", kMap | kList, true},
    Property{"Permissions", kList, true},
    Property{"Source", kMap, true},
};

std::optional<Categories> asked_for(Scope& scope) {
  const Node& permissions = *scope.property("Permissions");
  Categories categories;
  for (const Node& item : permissions.items) {
    if (item.is_string()) {
      categories.push_back(item.text);
    } else {
      scope.error(&item, "a permission must be `Read` or `Write`");
    }
  }
  if (categories.empty()) scope.error(&permissions, "`Permissions` names none", "ask for `Read`, `Write` or both");
  if (scope.failed()) return std::nullopt;
  std::ranges::sort(categories);
  categories.erase(std::ranges::unique(categories).begin(), categories.end());
  return categories;
}

std::string both_types(const Ends& ends) { return "from `" + ends.source.type + "` to `" + ends.destination.type + "`"; }

void report_unknown_pair(Scope& scope, const Ends& ends) {
  const auto types = facts::connector_destinations(ends.source.type);
  scope.error(ends.destination.where, "AWS has no connector " + both_types(ends),
              types.empty() ? "`" + ends.source.type + "` cannot be the source of a connector"
                            : "from `" + ends.source.type + "` there are connectors to: " + join(types, ", "));
}

/// Both what is granted and what may be asked for together.
bool check_categories(Scope& scope, const facts::ConnectorProfile& profile, const Ends& ends, const Categories& categories) {
  const auto granted = [&](const std::string& category) {
    return std::ranges::find(profile.grants, category, &facts::ConnectorGrant::category) != profile.grants.end();
  };
  const auto sorted = [](Categories combination) {
    std::ranges::sort(combination);
    return combination;
  };
  const bool together =
      profile.combinations.empty() || std::ranges::find(profile.combinations, categories, sorted) != profile.combinations.end();
  if (together && std::ranges::all_of(categories, granted)) return true;
  std::vector<std::string> choices;
  for (const auto& grant : profile.grants) choices.emplace_back(grant.category);
  if (!profile.combinations.empty()) choices.clear();
  for (const Categories& combination : profile.combinations) choices.push_back("[" + join(combination, ", ") + "]");
  scope.error(scope.property("Permissions"), "a connector " + both_types(ends) + " does not take these `Permissions`",
              (profile.combinations.empty() ? "it takes: " : "it takes only: ") + join(choices, ", "));
  return false;
}

void connect(Scope& scope, const EndPoint& source, const Node& reference, std::string suffix) {
  const auto destination = read_end_point(scope, reference, "Destination");
  const auto categories = destination ? asked_for(scope) : std::nullopt;
  if (!categories) return;
  const Ends ends{source, *destination};
  const auto profile = facts::find_connector_profile(ends.source.type, ends.destination.type);
  if (!profile) return report_unknown_pair(scope, ends);
  if (!check_categories(scope, *profile, ends, *categories)) return;
  const Maker make = scope.make_for(
      reference.span, "connector from `" + ends.source.source_type + "` to `" + ends.destination.source_type + "`");
  const auto made = add_connection(scope, {scope.id, std::move(suffix), ends, *profile, *categories, {.main = true}}, make);
  if (scope.failed()) return;
  if (profile->depended_by == "DESTINATION_EVENT_SOURCE_MAPPING") {
    scope.work.notes<ConnectorWaits>().all.push_back({ends.source.id, ends.destination.id, made});
  } else if (Node* waiting = profile->depended_by == "SOURCE" ? scope.work.made(ends.source.id) : nullptr) {
    add_dependencies(*waiting, made);
  }
}

void transform_connector(Scope& scope) {
  const auto source = read_end_point(scope, *scope.property("Source"), "Source");
  if (!source) return;
  const Node& destination = *scope.property("Destination");
  if (!destination.is_list()) return connect(scope, *source, destination, "");
  if (destination.items.empty())
    return scope.error(&destination, "`Destination` is an empty list", "name the resources to connect to");
  for (std::size_t i = 0; i < destination.items.size() && !scope.failed(); ++i) {
    const Node& reference = destination.items[i];
    if (!reference.is_map()) return scope.error(&reference, "a destination must be a map", "write `- Id: LogicalId`");
    connect(scope, *source, reference, "Destination" + std::to_string(i));
  }
}

}  // namespace

extern const ResourceType resource_connector{"AWS::Serverless::Connector", Phase::Connectors, kProperties, transform_connector};

}  // namespace cxsam::transform
