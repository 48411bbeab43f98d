#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const facts::Limits& limits = context.options.limits;
  CodeSizes sizes;
  for (const FunctionCode& code : find_code(context)) {
    if (has_build_step(*code.function) && !code.built) continue;
    // Small code stays small, and of too large code CX1005 speaks.
    const std::uint64_t unzipped = sizes.unzipped(code.path, code.built).value_or(0);
    if (unzipped <= limits.zipped_bytes || unzipped > limits.unzipped_bytes) continue;
    const std::uint64_t zipped = CodeSizes::zipped(code.path, code.built).value_or(0);
    if (zipped <= limits.zipped_bytes) continue;
    Diagnostic& finding =
        findings.add(code.artifact->where, fmt::format("the code takes about {} MB zipped, and Lambda takes {} directly",
                                                       megabytes(zipped), megabytes(limits.zipped_bytes)));
    finding.notes.emplace_back("Larger packages must come from S3, as those that `package` and `deploy` upload do.");
  }
}

}  // namespace

extern const Rule rule_CX1006_zipped_size{
    .id = "CX1006",
    .summary = "the zipped code of a function takes at most 50 MB",
    .why =
        "Lambda takes larger packages from S3 only, and cold starts grow with them. Folders are estimated from samples of "
        "their files.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
