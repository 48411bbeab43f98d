#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const std::uint64_t limit = context.options.limits.unzipped_bytes;
  CodeSizes sizes;
  for (const FunctionCode& code : find_code(context)) {
    if (has_build_step(*code.function) && !code.built) continue;
    std::uint64_t layers = 0;
    for (const std::filesystem::path& layer : code.layers) layers += sizes.unzipped(layer, code.built).value_or(0);
    const std::uint64_t all = sizes.unzipped(code.path, code.built).value_or(0) + layers;
    if (all <= limit) continue;
    Diagnostic& finding = findings.add(code.artifact->where, fmt::format("the code takes {} MB unzipped, and Lambda allows {}",
                                                                         megabytes(all), megabytes(limit)));
    if (layers > 0) finding.notes.push_back(fmt::format("Its layers take {} MB of that.", megabytes(layers)));
    finding.hints.emplace_back("leave out what is not needed at run time, or package the function as a container image");
  }
}

}  // namespace

extern const Rule rule_CX1005_unzipped_size{
    .id = "CX1005",
    .summary = "the code of a function and its layers takes at most 250 MB unzipped",
    .why =
        "Lambda refuses the package. Folders are measured as they lie on the disk; dependencies that a build adds are not "
        "there before it, so check `.aws-sam/build/template.yaml` as well.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
