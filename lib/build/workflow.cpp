#include "build/workflow.h"

#include "base/file.h"

namespace cxsam::build {

void watch(system::Command& tool, std::string what, const Progress& progress) {
  tool.wait_interval = std::chrono::seconds{1};
  tool.on_wait = [what = std::move(what), &progress](std::chrono::seconds running, std::string_view line) {
    progress.waiting(what, running, line);
  };
  if (progress.verbose) tool.on_output = progress.output;
}

void note_missing_code(const Job& job, const Progress& progress) {
  if (!file_exists(job.source))
    progress.detail("Skipping copy operation since source " + job.source.string() + " does not exist");
}

std::optional<std::filesystem::path> code_at_the_top(const Job&) { return ""; }

const Workflow* find_workflow(std::string_view method, const std::filesystem::path& source) {
  for (const Workflow* workflow : all_workflows())
    if (workflow->accepts(method, source)) return workflow;
  return nullptr;
}

}  // namespace cxsam::build
