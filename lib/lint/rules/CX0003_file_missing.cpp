#include <string>

#include "artifacts/artifacts.h"
#include "base/did_you_mean_path.h"
#include "base/file.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "project/documents.h"

namespace cxsam::lint {
namespace {

// CX1010 tells of code, CX0002 of nested templates; documents that stand in the place of their names were told when they were
// read.
bool is_document(const artifacts::Artifact& artifact) {
  return (artifact.kind == artifacts::Kind::Definition || artifact.kind == artifacts::Kind::Other) &&
         !project::is_placed(artifact);
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.options.folder) return;
  for (const artifacts::Artifact& artifact : context.stack.paths.known) {
    if (!is_document(artifact) || artifact.path.empty() || artifact.path.find("${") != std::string::npos ||
        file_exists(*context.options.folder / artifact.path))
      continue;
    Diagnostic& finding = findings.add(artifact.where, "there is no `" + artifact.path + "`, which `" + artifact.property +
                                                           "` of `" + artifact.logical_id + "` names");
    finding.hints = did_you_mean_path(*context.options.folder / artifact.path);
    finding.notes.emplace_back("Paths are relative to the template's folder.");
  }
}

}  // namespace

extern const Rule rule_CX0003_file_missing{
    .id = "CX0003",
    .summary = "a definition, a schema or another document that the template names is there and can be read",
    .why =
        "`package` and `deploy` cannot upload a file that is not there, and what is wrong in a document shows while the "
        "stack is made. As a warning: in a file of `DefinitionUri` intrinsic functions are not evaluated, and one of "
        "`AWS::Include` may have no short forms.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
