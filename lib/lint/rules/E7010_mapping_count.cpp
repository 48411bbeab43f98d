#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Mappings", kMappings, Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E7010_mapping_count{
    .id = "E7010",
    .summary = "a template has at most 200 mappings",
    .why = "CloudFormation refuses the template.",
    .check = check,
    .only_in = &kCxsam,  // cfn-lint does not count these
};

}  // namespace cxsam::lint
