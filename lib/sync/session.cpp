#include "sync/session.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/time_parse.h"
#include "cloud/stack.h"
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

/// Of what CloudFormation has changed since, nobody knows here what is in it.
void forget_changed(const Units& units, const std::vector<cloud::StackResource>& resources, State& state) {
  for (const Unit& unit : units.all) {
    const cloud::StackResource* found = find_deployed(unit, resources);
    const auto changed = found == nullptr ? std::nullopt : parse_iso_time(found->changed);
    if (changed) state.forget(unit.id, *changed);
  }
}

}  // namespace

Result<Prepared> prepare(const Request& request, const Voices& voices) {
  project::Loaded loaded = project::load(request.project);
  voices.findings(*loaded.project.sources, loaded.findings);
  if (loaded.failure) return fail(std::move(*loaded.failure));
  Result<Units> units = find_units(loaded.project, request.choice);
  if (!units) return fail(std::move(units).error());
  Prepared prepared{std::move(loaded.project), *std::move(units)};
  const auto chosen_code = [&](std::size_t i) { return has_code(prepared.units.all[i]); };
  if (std::ranges::none_of(prepared.units.chosen, chosen_code)) return prepared;
  build::Options options = request.build;
  leave_out_others(prepared.units, options);
  Diagnostics diagnostics;
  const Result<build::Report> report = build::build(prepared.project, options, diagnostics, voices.build);
  voices.findings(*prepared.project.sources, diagnostics);
  if (!report) return fail(report.error());
  take_built(*report, options, prepared.units);
  return prepared;
}

Task<Result<std::size_t>> sync_units(aws::Client& client, const Request& request, const Units& units, Tell tell) {
  const auto resources = co_await cloud::list_resources(client, request.stack, cloud::Nested::Included);
  if (!resources) co_return fail(resources.error());
  if (!*resources) co_return fail(cloud::no_such_stack(request.stack));
  State state = read_state(request.state_file);
  state.dependency_layer = false;  // functions are brought whole
  forget_changed(units, **resources, state);
  const CodeSync sync{units, deployed_ids(units, **resources), request.bucket, std::move(tell)};
  const std::size_t failed = co_await sync_code(client, sync, state);
  const Result<void> written = write_state(request.state_file, state);
  if (!written) co_return fail(written.error());
  co_return failed;
}

}  // namespace cxsam::sync
