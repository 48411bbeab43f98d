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

/// What makes the program of a language that is not built here.
std::string tool_for(const std::filesystem::path& source) {
  if (file_exists(source / "go.mod")) return "cxsam does not build Go; in its folder: GOOS=linux go build -o bootstrap .";
  if (file_exists(source / "Cargo.toml"))
    return "cxsam does not build Rust: cargo lambda build, and name target/lambda/<program> as CodeUri";
  return "";
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("CopySource");
  if (file_exists(job.source / "bootstrap")) return system::copy_entries(job.source, source, job.artifacts);
  Error error{"`" + job.source.string() + "` has neither a `Makefile` nor a `bootstrap`"};
  if (const std::string tool = tool_for(job.source); !tool.empty()) error.hints.push_back(tool);
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
                                    .assemble = assemble};

}  // namespace cxsam::build
