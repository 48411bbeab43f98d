#include "lint/subjects/resource_attributes.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_attributes(context, true, "the SAM transform drops attribute", findings);
}

}  // namespace

extern const Rule rule_W3001_dropped_attribute{
    .id = "W3001",
    .summary = "a serverless resource has only attributes that the SAM transform keeps",
    .why = "What stands beside `Properties` under an unknown name is dropped without a word, so it has no effect.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
