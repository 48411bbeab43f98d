#include "sync/session.h"

#include <algorithm>
#include <set>
#include <utility>

#include "aws/services/cloudformation.h"
#include "base/time_parse.h"
#include "cloud/stack.h"
#include "loop/off_thread.h"
#include "sync/dependency_layers.h"
#include "sync/state.h"

namespace cxsam::sync {
namespace {

bool has_code(const Unit& unit) { return unit.kind == Kind::Function || unit.kind == Kind::Layer; }

/// Functions and layers that are not wanted are not built.
void leave_out_others(const Units& units, build::Options& options) {
  std::set<std::size_t> chosen(units.chosen.begin(), units.chosen.end());
  for (std::size_t i = 0; i < units.all.size(); ++i)
    if (has_code(units.all[i]) && !chosen.contains(i)) options.plan.excluded.push_back(units.all[i].id);
}

void take_built(const build::Report& report, const build::Options& options, Units& units) {
  std::set<std::string> built;
  for (const build::Item& item : report.items) built.insert(item.ids.begin(), item.ids.end());
  for (Unit& unit : units.all) {
    if (!built.contains(unit.id)) continue;
    unit.source = options.build_folder / unit.id;
    unit.built = true;
  }
}

/// Whose code is built alone, for what it depends on comes by a layer.
std::function<bool(const build::Definition&)> code_alone(const Request& request, const Prepared& prepared,
                                                         const Resources* deployed) {
  if (!request.dependency_layers) return nullptr;
  const std::vector<std::string> list = functions_with_layers(prepared.project, prepared.units, deployed);
  return [with_layers = std::set<std::string>(list.begin(), list.end())](const build::Definition& definition) {
    const auto has_one = [&](const std::string& id) { return with_layers.contains(id); };
    return std::ranges::all_of(definition.ids, has_one) && works_with_layer(definition);
  };
}

Result<void> take_layers(const Request& request, const build::Report& report, Units& units) {
  const auto layers = pack_dependency_layers(units, report, request.build.build_folder);
  if (!layers) return fail(layers.error());
  add_units(*layers, units);
  return add_to_templates(*layers, request.stack, request.build.plan.as_sam);
}

/// Of what CloudFormation has changed since, nobody knows here what is in it.
void forget_changed(const Units& units, const Resources& resources, State& state) {
  for (const Unit& unit : units.all) {
    const cloud::StackResource* found = find_deployed(unit, resources);
    const auto changed = found == nullptr ? std::nullopt : parse_iso_time(found->changed);
    if (changed) state.forget(unit.id, *changed);
  }
}

Task<Result<Resources>> list(aws::Client& client, const Request& request) {
  auto resources = co_await cloud::list_resources(client, request.stack, cloud::Nested::Included);
  if (!resources) co_return fail(std::move(resources).error());
  if (!*resources) co_return fail(cloud::no_such_stack(request.stack));
  co_return **std::move(resources);
}

Task<Result<std::size_t>> bring(aws::Client& client, const Request& request, const Units& units, const Resources& resources,
                                Tell tell) {
  State state = known_of(client, request);
  forget_changed(units, resources, state);
  const CodeSync sync{units, deployed_ids(units, resources), request.bucket, std::move(tell)};
  const std::size_t failed = co_await sync_code(client, sync, state);
  const Result<void> written = write_state(request.state_file, state);
  if (!written) co_return fail(written.error());
  co_return failed;
}

}  // namespace

State known_of(const aws::Client& client, const Request& request) {
  return read_state_of(aws::stack_words(client, request.stack), request.state_file);
}

Result<Prepared> prepare(const Request& request, const Voices& voices, const Resources* deployed) {
  project::Loaded loaded = project::load(request.project);
  voices.findings(*loaded.project.sources, loaded.findings);
  if (loaded.failure) return fail(std::move(*loaded.failure));
  Result<Units> units = find_units(loaded.project, request.choice);
  if (!units) return fail(std::move(units).error());
  Prepared prepared{std::move(loaded.project), *std::move(units)};
  const auto chosen_code = [&](std::size_t i) { return has_code(prepared.units.all[i]); };
  const bool everything = request.choice.ids.empty() && request.choice.types.empty();  // the built template is asked for, too
  if (!everything && std::ranges::none_of(prepared.units.chosen, chosen_code)) return prepared;
  build::Options options = request.build;
  leave_out_others(prepared.units, options);
  options.make.code_alone = code_alone(request, prepared, deployed);
  Diagnostics diagnostics;
  const Result<build::Report> report = build::build(prepared.project, options, diagnostics, voices.build);
  voices.findings(*prepared.project.sources, diagnostics);
  if (!report) return fail(report.error());
  take_built(*report, options, prepared.units);
  if (Result<void> taken = take_layers(request, *report, prepared.units); !taken) return fail(taken.error());
  return prepared;
}

Task<Result<std::vector<std::size_t>>> find_adrift(aws::Client& client, const Request& request, const Units& units) {
  std::vector<std::size_t> adrift;
  State state = known_of(client, request);
  if (state.resources.empty()) co_return adrift;
  const Result<Resources> resources = co_await list(client, request);
  if (!resources) co_return fail(resources.error());
  forget_changed(units, *resources, state);
  for (std::size_t i = 0; i < units.all.size(); ++i)
    if (state.knows(units.all[i].id) && find_deployed(units.all[i], *resources) != nullptr) adrift.push_back(i);
  co_return adrift;
}

Task<Result<std::size_t>> sync_units(aws::Client& client, const Request& request, const Units& units, Tell tell) {
  const Result<Resources> resources = co_await list(client, request);
  if (!resources) co_return fail(resources.error());
  co_return co_await bring(client, request, units, *resources, std::move(tell));
}

Task<Result<std::size_t>> sync_chosen(aws::Client& client, const Request& request, const Voices& voices, Tell tell) {
  const Result<Resources> resources = co_await list(client, request);
  if (!resources) co_return fail(resources.error());
  const Result<Prepared> prepared = co_await off_thread([&] { return prepare(request, voices, &*resources); });
  if (!prepared) co_return fail(prepared.error());
  for (const std::string& id : prepared->units.unsupported) tell(Problem{"Cannot create SyncFlow for " + id + ". Skipping."});
  co_return co_await bring(client, request, prepared->units, *resources, std::move(tell));
}

}  // namespace cxsam::sync
