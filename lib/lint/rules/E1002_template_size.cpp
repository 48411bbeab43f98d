#include <fmt/format.h>

#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Span whole = context.source.root().span;
  const std::size_t size = context.sources.text(whole.file).size();
  if (!is_beyond(size, kTemplateBytes, Passed::Most)) return;
  findings.add(Span{whole.file, 0, 0},
               fmt::format("the template has {} bytes, and CloudFormation takes {}", size, kTemplateBytes.most));
}

}  // namespace

extern const Rule rule_E1002_template_size{
    .id = "E1002",
    .summary = "a template has at most 1 MB",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
