#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: AWS Lambda developer guide, "Improving startup performance with Lambda SnapStart" (supported runtimes).
bool has_snap_start(std::string_view runtime) {
  for (const std::string_view without : {"java8", "dotnet6", "dotnet7", "dotnetcore", "dotnet5", "python2", "python3.6",
                                         "python3.7", "python3.8", "python3.9", "python3.10", "python3.11"})
    if (runtime.starts_with(without)) return false;
  return runtime.starts_with("java") || runtime.starts_with("dotnet") || runtime.starts_with("python");
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& properties : values_for_rule(context, "E2530"))
    for (const PlacedValue& mode : values_below(context, properties, {"SnapStart", "ApplyOn"})) {
      if (mode.text() != "PublishedVersions") continue;
      for (const PlacedValue& runtime : values_below(context, properties, {"Runtime"}))
        if (runtime.node->is_string() && !has_snap_start(runtime.text()))
          findings.add(mode.place, "runtime `" + std::string(runtime.text()) + "` has no SnapStart");
    }
}

}  // namespace

extern const Rule rule_E2530_snap_start_runtime{
    .id = "E2530",
    .summary = "SnapStart is asked for with a runtime that has it",
    .why = "Lambda refuses the function.",
    .check = check,
};

}  // namespace cxsam::lint
