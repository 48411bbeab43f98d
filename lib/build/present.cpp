#include "build/present.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

Result<SourceState> state_of(const Job& job, std::span<const fs::path> roots, const SourceState& before) {
  const std::vector<std::string_view> excluded(job.excluded.begin(), job.excluded.end());
  return take_state(roots, excluded, before);
}

Result<SourceState> source_of(const Job& job, const SourceState& before) {
  return state_of(job, std::array{job.source}, before);
}

Result<SourceState> inputs_of(const Job& job, const Workflow& workflow, const SourceState& before) {
  if (workflow.dependency_inputs == nullptr) return SourceState{};
  return state_of(job, workflow.dependency_inputs(job), before);
}

std::string toolchain_of(const Job& job, const Workflow& workflow) {
  if (workflow.toolchain != nullptr) return workflow.toolchain(job);
  std::vector<std::string> list;
  if (workflow.tools != nullptr)
    for (const Tool& tool : workflow.tools(job)) list.push_back(identity_of(tool));
  return join(list, "; ");
}

}  // namespace

Result<Record> look_at_present(const Definition& definition, const Job& job, const Folders& folders, const MakeOptions& options,
                               const Record& before) {
  const Workflow& workflow = *definition.workflow;
  Record present;
  present.settings = definition.settings();
  present.settings["workflow version"] = "3";
  present.settings["in source"] = options.in_source ? "yes" : "no";
  present.settings["mode"] = options.debug ? "debug" : "release";
  present.settings["tool"] = toolchain_of(job, workflow);
  Result<SourceState> source = source_of(job, before.source);
  if (!source) return fail(source.error());
  present.source = std::move(*source);
  for (const std::string& id : definition.ids) present.outputs[id] = identity_of(folders.build / id);
  if (workflow.resolve != nullptr) {
    present.dependencies_id = definition.uuid();
    present.dependencies = identity_of(folders.dependencies / present.dependencies_id);
  }
  Result<SourceState> inputs = inputs_of(job, workflow, before.dependency_inputs);
  if (!inputs) return fail(inputs.error());
  present.dependency_inputs = std::move(*inputs);
  return present;
}

Result<void> take_over_made_files(const Job& job, const Workflow& workflow, Record& present) {
  if (workflow.made_names.empty()) return {};
  const Result<SourceState> source = source_of(job, present.source);
  if (!source) return fail(source.error());
  const Result<SourceState> inputs = inputs_of(job, workflow, present.dependency_inputs);
  if (!inputs) return fail(inputs.error());
  take_over(present.source, *source, workflow.made_names);
  take_over(present.dependency_inputs, *inputs, workflow.made_names);
  return {};
}

}  // namespace cxsam::build
