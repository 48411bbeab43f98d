#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Resources", kResources, Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E3010_resource_count{
    .id = "E3010",
    .summary = "a template has at most 500 resources",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
