#include <set>

#include "base/did_you_mean.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check_config(const CheckContext& context, const PlacedValue& config, const Findings& findings) {
  std::set<std::string, std::less<>> known;
  const auto take = [&](std::initializer_list<std::string_view> path) {
    for (const PlacedValue& id : values_below(context, config, path)) {
      if (!id.node->is_string()) return false;
      known.emplace(id.text());
    }
    return true;
  };
  if (!take({"Origins", "*", "Id"}) || !take({"OriginGroups", "Items", "*", "Id"}) || known.empty()) return;
  const auto check_targets = [&](std::initializer_list<std::string_view> path, Findings to) {
    for (const PlacedValue& target : values_below(context, config, path)) {
      if (!target.node->is_string() || known.contains(target.text())) continue;
      to.add(target.place, "the distribution has no origin `" + std::string(target.text()) + "`").hints =
          did_you_mean(target.text(), std::vector<std::string>(known.begin(), known.end()));
    }
  };
  check_targets({"DefaultCacheBehavior", "TargetOriginId"}, findings);
  check_targets({"CacheBehaviors", "*", "TargetOriginId"}, findings.gap());
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& config : values_for_rule(context, "E3057")) check_config(context, config, findings);
}

}  // namespace

extern const Rule rule_E3057_target_origin{
    .id = "E3057",
    .summary = "a cache behaviour targets an origin or origin group of its distribution",
    .why = "CloudFront refuses the distribution.",
    .check = check,
};

}  // namespace cxsam::lint
