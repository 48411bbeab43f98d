// The user's own Makefile: target `build-<LogicalId>`, result in $ARTIFACTS_DIR.
// Source: AWS SAM developer guide, "Building Lambda functions with custom runtimes in AWS SAM".
#include <array>
#include <vector>

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

/// The Makefile and the folder where it runs, where Metadata names others than the code's.
std::vector<std::filesystem::path> inputs(const Job& job) {
  std::vector<std::filesystem::path> places;
  for (const std::filesystem::path& place : {job.manifest, job.working})
    if (!is_inside(place, job.source)) places.push_back(place);
  return places;
}

/// What make says of its failure stands in the error; what it prints is passed on.
Result<void> run_make(const Job& job, const std::filesystem::path& folder, const std::string& target,
                      const Progress& progress) {
  progress.detail("Current Artifacts Directory : " + job.artifacts.string());
  system::Command make;
  make.words = {"make", "--makefile", job.manifest.string(), target};
  make.folder = folder;
  make.environment = {{"ARTIFACTS_DIR", job.artifacts.string()}};
  make.on_output = progress.output;
  make.errors_apart = !progress.verbose;
  const Result<std::string> made = run_tool(std::move(make), "make " + target, progress);
  return made ? Result<void>() : fail("Make Failed: " + made.error().message);
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  std::filesystem::path folder = job.source;
  if (!job.in_source) {
    progress.step("CopySource");
    folder = job.scratch;
    if (Result<void> copied = system::copy_entries(job.source, source, folder); !copied) return copied;
  }
  // A folder of the code is the same folder of the copy.
  folder = is_inside(job.working, job.source) ? folder / job.working.lexically_relative(job.source) : job.working;
  progress.step("MakeBuild");
  const std::string target = "build-" + job.logical_id;
  if (!file_exists(job.manifest))
    return fail(Error{"Makefile not found at " + job.manifest.string()}.hint("write one with the target `" + target +
                                                                             "` that puts the result into $(ARTIFACTS_DIR)"));
  return run_make(job, folder, target, progress);
}

}  // namespace

extern const Workflow workflow_makefile{.name = "makefile",
                                        .builder = "CustomMakeBuilder",
                                        .manifest = "Makefile",
                                        .layer_folder = "",
                                        .excluded_names = kExcluded,
                                        .one_for_each = true,
                                        .place = Place::Either,
                                        .accepts = accepts,
                                        .dependency_inputs = inputs,
                                        .assemble = assemble};

}  // namespace cxsam::build
