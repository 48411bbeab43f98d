#include <algorithm>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::string_view without_dot(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

bool lies_in(std::string_view name, std::string_view zone) {
  name = without_dot(name);
  zone = without_dot(zone);
  return name == zone || (name.ends_with(zone) && name.substr(0, name.size() - zone.size()).ends_with('.'));
}

bool is_written(const PlacedValue& name) { return name.node->is_string(); }

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& record : values_for_rule(context, "E3041"))
    for (const PlacedValue& zone : values_below(context, record, {"HostedZoneName"})) {
      if (!zone.node->is_string()) continue;
      const std::vector<PlacedValue> names = values_below(context, where_chosen(record, zone), {"Name"});
      const bool is_gap = std::ranges::none_of(names, is_written);
      if (!zone.text().ends_with('.'))
        findings.gap(is_gap).add(zone.member, "the hosted zone `" + std::string(zone.text()) + "` does not end in a dot");
      for (const PlacedValue& name : names)
        if (is_written(name) && !lies_in(name.text(), zone.text()))
          findings.add(name.member,
                       "`" + std::string(name.text()) + "` does not lie in the zone `" + std::string(zone.text()) + "`");
    }
}

}  // namespace

extern const Rule rule_E3041_record_outside_zone{
    .id = "E3041",
    .summary = "the name of a record lies in its hosted zone",
    .why = "Route 53 refuses the record.",
    .check = check,
};

}  // namespace cxsam::lint
