#include <fmt/format.h>

#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Span whole = context.source.root().span;
  const std::size_t size = context.sources.text(whole.file).size();
  if (!is_beyond(size, kTemplateBytes, Passed::Near)) return;
  findings.add(Span{whole.file, 0, 0},
               fmt::format("the template has {} bytes, and CloudFormation takes {}", size, kTemplateBytes.most));
}

}  // namespace

extern const Rule rule_I1002_template_size_near_quota{
    .id = "I1002",
    .summary = "a template stays away from 1 MB",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
