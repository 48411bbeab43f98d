#include <fmt/format.h>

#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Member* description = context.source.root().find_member("Description");
  if (!description || !is_beyond(description->value.text.size(), kDescriptionBytes, Passed::Most)) return;
  findings.add(description->key_span, fmt::format("the description has {} bytes, and CloudFormation takes {}",
                                                  description->value.text.size(), kDescriptionBytes.most));
}

}  // namespace

extern const Rule rule_E1003_description_length{
    .id = "E1003",
    .summary = "the description of a template has at most 1024 bytes",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
