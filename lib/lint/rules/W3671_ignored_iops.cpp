#include <algorithm>
#include <array>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: Amazon EC2 API reference, "EbsBlockDevice".
constexpr std::array<std::string_view, 4> kWithoutIops{"gp2", "sc1", "st1", "standard"};

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& volume : values_for_rule(context, "W3671"))
    for (const PlacedValue& type : values_below(context, volume, {"VolumeType"})) {
      if (std::ranges::find(kWithoutIops, type.text()) == kWithoutIops.end()) continue;
      const bool is_gap = type.chosen && !volume.chosen;
      for (const PlacedValue& iops : values_below(context, where_chosen(volume, type), {"Iops"}))
        findings.gap(is_gap).add(iops.member, "`Iops` means nothing for a `" + std::string(type.text()) + "` volume");
    }
}

}  // namespace

extern const Rule rule_W3671_ignored_iops{
    .id = "W3671",
    .summary = "`Iops` is set for volumes that have it",
    .why = "Only `io1`, `io2` and `gp3` volumes take the number; others drop it.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
