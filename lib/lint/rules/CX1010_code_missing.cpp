#include <filesystem>

#include "artifacts/artifacts.h"
#include "base/did_you_mean_path.h"
#include "base/file.h"
#include "lint/rule.h"
#include "lint/subjects/code.h"
#include "system/unzip.h"
#include "system/zip_measure.h"

namespace cxsam::lint {
namespace {

void check_archive(const artifacts::Artifact& artifact, const std::filesystem::path& place, Findings& findings) {
  if (std::filesystem::is_directory(place) || !system::is_archive(place) || system::measure_zip(place)) return;
  findings.add(artifact.where, "`" + artifact.path + "` is no zip archive that can be read")
      .hints.emplace_back("make the archive again, or name the folder that holds the code");
}

void check_place(const artifacts::Artifact& artifact, const std::filesystem::path& place, Findings& findings) {
  if (file_exists(place)) return check_archive(artifact, place, findings);
  Diagnostic& finding = findings.add(artifact.where, "there is no `" + artifact.path + "` beside the template");
  finding.hints = did_you_mean_path(place);
  finding.notes.emplace_back("Paths are relative to the template's folder. A folder that another tool makes may come later.");
}

void check(const CheckContext& context, Findings& findings) {
  for (const FunctionCode& code : find_code(context)) check_place(*code.artifact, code.path, findings);
  if (!context.options.folder) return;
  for (const artifacts::Artifact& artifact : context.stack.paths.known)
    if (artifact.kind == artifacts::Kind::LayerContent)
      check_place(artifact, *context.options.folder / artifact.path, findings);
}

}  // namespace

extern const Rule rule_CX1010_code_missing{
    .id = "CX1010",
    .summary = "the code of a function or layer is where the template says",
    .why = "`build` and `package` fail without it. It is only a warning, since a compiler may have to run first.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
