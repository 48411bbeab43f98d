#include <fmt/format.h>

#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Member* description = context.source.root().find_member("Description");
  if (!description || !is_beyond(description->value.text.size(), kDescriptionBytes, Passed::Near)) return;
  findings.add(description->key_span, fmt::format("the description has {} bytes, and CloudFormation takes {}",
                                                  description->value.text.size(), kDescriptionBytes.most));
}

}  // namespace

extern const Rule rule_I1003_description_near_quota{
    .id = "I1003",
    .summary = "the description of a template stays away from 1024 bytes",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
