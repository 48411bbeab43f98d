#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_name_lengths(context, "Mappings", Passed::Most, findings); }

}  // namespace

extern const Rule rule_E7002_mapping_name_length{
    .id = "E7002",
    .summary = "the name of a mapping has at most 255 characters",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
