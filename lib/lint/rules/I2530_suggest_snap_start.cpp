#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& properties : values_for_rule(context, "E2530")) {
    if (properties.node->find("SnapStart")) continue;
    for (const PlacedValue& runtime : values_below(context, properties, {"Runtime"}))
      if (runtime.text().starts_with("java") && !runtime.text().starts_with("java8"))
        findings.add(properties.place,
                     "runtime `" + std::string(runtime.text()) + "` has SnapStart, and the function does not use it");
  }
}

}  // namespace

extern const Rule rule_I2530_suggest_snap_start{
    .id = "I2530",
    .summary = "functions in Java use SnapStart",
    .why = "Their first invocations are slow without it, and it costs nothing.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
