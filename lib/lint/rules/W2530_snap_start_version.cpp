#include <algorithm>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_published(const CheckContext& context, const LambdaFunction& function) {
  if (function.is_serverless()) return function.property("AutoPublishAlias") != nullptr;
  for (const tmpl::Resource* version : resources_of(context, "AWS::Lambda::Version"))
    for (const PlacedValue& name : values_at(context, *version, {"Properties", "FunctionName"}))
      if (referred_resource(context, *name.node) == &function.resource()) return true;
  return false;
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    if (is_published(context, function)) continue;
    for (const PlacedValue& mode : values_at(context, function.resource(), {"Properties", "SnapStart", "ApplyOn"})) {
      if (mode.text() != "PublishedVersions") continue;
      findings.add(mode.place, "SnapStart is on, and no version of `" + std::string(function.logical_id()) + "` is published")
          .hints.emplace_back(function.is_serverless() ? "add `AutoPublishAlias: live`"
                                                       : "add an `AWS::Lambda::Version` of the function");
    }
  }
}

}  // namespace

extern const Rule rule_W2530_snap_start_version{
    .id = "W2530",
    .summary = "a function with SnapStart publishes versions",
    .why = "SnapStart works for published versions only; the function itself starts as before.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
