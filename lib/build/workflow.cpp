#include "build/workflow.h"

namespace cxsam::build {

const Workflow* find_workflow(std::string_view method, const std::filesystem::path& source) {
  for (const Workflow* workflow : all_workflows())
    if (workflow->accepts(method, source)) return workflow;
  return nullptr;
}

}  // namespace cxsam::build
