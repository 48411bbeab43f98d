// The user's own Makefile: target `build-<LogicalId>`, result in $ARTIFACTS_DIR.
// Source: AWS SAM developer guide, "Building Lambda functions with custom runtimes in AWS SAM".
#include <array>

#include "base/file.h"
#include "build/workflow.h"
#include "system/command.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

constexpr std::array<std::string_view, 2> kExcluded{".aws-sam", ".git"};

bool accepts(std::string_view method, const std::filesystem::path& source) {
  return method == "makefile" || (method.starts_with("provided") && file_exists(source / "Makefile"));
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  std::filesystem::path folder = job.source;
  if (!job.in_source) {
    progress.step("CopySource");
    folder = job.scratch;
    if (Result<void> copied = system::copy_entries(job.source, source, folder); !copied) return copied;
  }

  progress.step("MakeBuild");
  const std::string target = "build-" + job.logical_id;
  if (!file_exists(job.manifest))
    return fail(Error{"`" + job.manifest.string() + "` is missing"}.hint("write one with the target `" + target +
                                                                         "` that puts the result into $(ARTIFACTS_DIR)"));
  progress.detail("Current Artifacts Directory : " + job.artifacts.string());
  system::Command make;
  make.words = {"make", "--makefile", job.in_source ? job.manifest.string() : job.manifest.filename().string(), target};
  make.folder = folder;
  make.environment = {{"ARTIFACTS_DIR", job.artifacts.string()}};
  watch(make, "make " + target, progress);
  make.on_output = progress.output;
  const Result<system::CommandResult> result = system::run_command(make);
  if (!result) return fail(result.error());
  if (result->exit_code != 0)
    return fail("Make Failed: `make " + target + "` ended with exit code " + std::to_string(result->exit_code));
  return {};
}

}  // namespace

extern const Workflow workflow_makefile{.name = "makefile",
                                        .builder = "CustomMakeBuilder",
                                        .manifest = "Makefile",
                                        .layer_folder = "",
                                        .excluded_names = kExcluded,
                                        .one_for_each = true,
                                        .accepts = accepts,
                                        .assemble = assemble};

}  // namespace cxsam::build
