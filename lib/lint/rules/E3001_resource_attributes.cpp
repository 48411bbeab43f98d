#include "lint/subjects/quota.h"
#include "lint/subjects/resource_attributes.h"

namespace cxsam::lint {
namespace {

// A type that is missing and shapes are found while the template is read, under the same id.
void check(const CheckContext& context, Findings& findings) {
  check_attributes(context, false, "a resource has no attribute", findings);
  check_name_lengths(context, "Resources", Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E3001_resource_attributes{
    .id = "E3001",
    .summary = "a resource is a map with `Type`, `Properties` and CloudFormation's other attributes, and nothing else",
    .why = "CloudFormation refuses a resource without a type, and one with an attribute that it does not know.",
    .check = check,
};

}  // namespace cxsam::lint
