// Custom runtimes that need no build: the folder holds its `bootstrap` already (a shell script, a program built elsewhere).
#include <array>

#include "base/file.h"
#include "build/workflow.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

constexpr std::array<std::string_view, 3> kExcluded{".aws-sam", ".git", ".gitignore"};

bool accepts(std::string_view method, const std::filesystem::path& source) {
  return method.starts_with("provided") && !file_exists(source / "Makefile");
}

/// What builds the language that the folder holds.
std::string method_for(const std::filesystem::path& source) {
  if (file_exists(source / "go.mod")) return "go1.x";
  return file_exists(source / "Cargo.toml") ? "rust-cargolambda" : "";
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("CopySource");
  if (file_exists(job.source / "bootstrap")) return system::copy_entries(job.source, source, job.artifacts, job.earlier);
  Error error{"`" + job.source.string() + "` has neither a `Makefile` nor a `bootstrap`"};
  if (const std::string method = method_for(job.source); !method.empty())
    error.hints.push_back("have it built: Metadata: {BuildMethod: " + method + "}");
  error.hints.push_back("write a Makefile with the target `build-" + job.logical_id +
                        "` that puts an executable `bootstrap` into $(ARTIFACTS_DIR)");
  return fail(std::move(error));
}

}  // namespace

extern const Workflow workflow_copy{.name = "copy",
                                    .builder = "CopyBuilder",
                                    .manifest = "",
                                    .layer_folder = "",
                                    .excluded_names = kExcluded,
                                    .accepts = accepts,
                                    .only_copies = true,
                                    .code_folder = code_at_the_top,
                                    .assemble = assemble};

}  // namespace cxsam::build
