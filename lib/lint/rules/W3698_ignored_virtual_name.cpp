#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& device : values_for_rule(context, "W3698"))
    for (const PlacedValue& volume : values_below(context, device, {"Ebs"}))
      for (const PlacedValue& name : values_below(context, where_chosen(device, volume), {"VirtualName"}))
        findings.add(name.member, "`VirtualName` means nothing beside `Ebs`");
}

}  // namespace

extern const Rule rule_W3698_ignored_virtual_name{
    .id = "W3698",
    .summary = "a block device is either instance storage or a volume",
    .why = "With `Ebs` the `VirtualName` is dropped.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
