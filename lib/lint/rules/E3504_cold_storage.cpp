#include <fmt/format.h>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: AWS Backup developer guide, "Backup plan options" (lifecycle).
constexpr std::int64_t kLeastDays = 90;

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& lifecycle : values_for_rule(context, "E3504"))
    for (const PlacedValue& end : values_below(context, lifecycle, {"DeleteAfterDays"}))
      for (const PlacedValue& move : values_below(context, lifecycle, {"MoveToColdStorageAfterDays"})) {
        const std::optional<std::int64_t> last = end.node->as_int();
        const std::optional<std::int64_t> first = move.node->as_int();
        const bool is_written =
            end.node->kind == Node::Kind::Int && move.node->kind == Node::Kind::Int && !end.chosen && !move.chosen;
        if (!last || !first || *last - *first >= kLeastDays) continue;
        findings.gap(!is_written)
            .add(end.place, fmt::format("the backup is deleted {} days after it moved to cold storage, and must stay {} there",
                                        *last - *first, kLeastDays));
      }
}

}  // namespace

extern const Rule rule_E3504_cold_storage{
    .id = "E3504",
    .summary = "backups stay in cold storage for at least 90 days",
    .why = "AWS Backup refuses the plan.",
    .check = check,
};

}  // namespace cxsam::lint
