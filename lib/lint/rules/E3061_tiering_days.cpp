#include <fmt/format.h>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::int64_t kMostDays = 730;

// Source: Amazon S3 API reference, "Tiering".
std::int64_t least_days(std::string_view tier) {
  if (tier == "ARCHIVE_ACCESS") return 90;
  if (tier == "DEEP_ARCHIVE_ACCESS") return 180;
  return 0;
}

void check_days(std::string_view tier, const PlacedValue& days, Findings& findings) {
  const std::optional<std::int64_t> value = days.node->as_int();
  if (!value || least_days(tier) == 0) return;
  if (*value < least_days(tier))
    findings.add(days.member, fmt::format("`{}` begins after {} days at the earliest", tier, least_days(tier)));
  if (*value > kMostDays) findings.add(days.member, fmt::format("`{}` begins after {} days at the latest", tier, kMostDays));
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& tiering : values_for_rule(context, "E3061"))
    for (const PlacedValue& tier : values_below(context, tiering, {"AccessTier"}))
      for (const PlacedValue& days : values_below(context, where_chosen(tiering, tier), {"Days"}))
        check_days(tier.text(), days, findings);
}

}  // namespace

extern const Rule rule_E3061_tiering_days{
    .id = "E3061",
    .summary = "archive tiers begin after as many days as S3 wants",
    .why = "S3 refuses the configuration.",
    .check = check,
};

}  // namespace cxsam::lint
