#include "cli/commands/sync/whole.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/services/cloudformation.h"
#include "base/file.h"
#include "base/time_parse.h"
#include "base/time_text.h"
#include "cli/commands/deploy/settings.h"
#include "cli/commands/deploy/text_view.h"
#include "cli/commands/sync/code.h"
#include "cli/commands/sync/view.h"
#include "cli/failed_resources.h"
#include "cli/load_project.h"
#include "cli/upload_options.h"
#include "deploy/send.h"
#include "sync/infra.h"
#include "sync/state.h"

namespace cxsam::cli::sync_command {
namespace {

constexpr std::chrono::seconds kTrusted = std::chrono::days(7);  // for so long CloudFormation need not be asked again

/// One sync of a whole stack.
struct Job {
  Context& context;
  aws::Client& client;
  const std::string& region;
  const sync::Request& request;
};

/// What is packaged: the template that the build has written.
Result<project::Project> built_project(const Job& job) {
  project::Request request = job.request.project;
  request.template_path = job.request.build.build_folder / "template.yaml";
  project::Loaded loaded = project::load(request);
  show_findings(job.context, *loaded.project.sources, loaded.findings);
  if (loaded.failure) return fail(std::move(*loaded.failure));
  return std::move(loaded.project);
}

Task<Result<deploy::Plan>> make_plan(const Job& job, const project::Project& project) {
  Result<deploy::Settings> settings = deploy_command::read_deploy_settings(job.context);
  if (!settings) co_return fail(std::move(settings).error());
  if (settings->capabilities.empty()) settings->capabilities = {"CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"};
  std::string& bucket = settings->storage.upload.bucket;
  if (bucket.empty()) {
    Result<std::string> found = co_await resolve_bucket(job.context, job.client);
    if (!found) co_return fail(std::move(found).error());
    bucket = *std::move(found);
  }
  Diagnostics diagnostics;
  Result<deploy::Plan> plan = deploy::plan(project, *std::move(settings), job.client.settings(), diagnostics);
  show_findings(job.context, *project.sources, diagnostics);
  co_return plan;
}

double epoch(Clock::WallTime time) { return static_cast<double>(epoch_ms(time)) / 1000; }

/// Whether only code separates the stack from the template since it was last
/// asked for here.
bool only_code(const Job& job, const std::optional<sync::Difference>& difference) {
  if (!difference || difference->beyond_code) return false;
  const sync::State state = sync::read_state(job.request.state_file);
  const double now = epoch(job.client.world().clock.wall());
  return state.infra_time && now - *state.infra_time < static_cast<double>(kTrusted.count());
}

Task<Result<int>> sync_changed_code(const Job& job, const sync::Prepared& prepared, const std::vector<std::string>& ids) {
  job.context.terminal.err(
      "Template hasn't been changed since last "
      "deployment, skipping infra sync...\n");
  if (ids.empty()) co_return kDone;
  job.context.terminal.err("Queuing up code sync for the resources that require an update\n");
  sync::Units units = prepared.units;
  std::erase_if(units.chosen, [&](std::size_t i) { return std::ranges::find(ids, units.all[i].id) == ids.end(); });
  co_return exit_code_of(
      co_await sync::sync_units(job.client, job.request, units, make_tell(job.context, job.client.world().clock)));
}

Result<void> remember_infra(const Job& job) {
  sync::State state = sync::read_state(job.request.state_file);
  state.dependency_layer = job.request.dependency_layers;
  state.infra_time = epoch(job.client.world().clock.wall());
  return sync::write_state(job.request.state_file, state);
}

/// The stack is never made otherwise than somebody else has left it without a word.
Task<void> tell_of_others(const Job& job, std::string stack) {
  constexpr std::chrono::seconds kTolerated{60};  // by which clocks may differ
  const auto found = co_await aws::find_stack(job.client, stack);
  if (!found || !*found) co_return;
  const auto changed = parse_iso_time((*found)->changed);
  const sync::State state = sync::read_state(job.request.state_file);
  if (!changed || (state.infra_time && epoch(*changed - kTolerated) <= *state.infra_time)) co_return;
  const std::string_view since = state.infra_time ? "after the last sync from here" : "and no sync from here is known";
  job.context.terminal.err(
      fmt::format("Warning: the stack {} was changed elsewhere at {}, {}; it becomes what this template says\n", stack,
                  iso_time(*changed), since));
}

Task<Result<int>> sync_stack(const Job& job, const project::Project& project, const deploy::Plan& plan) {
  const Result<void> sent = co_await deploy::send_template(job.client, plan);
  if (!sent) co_return fail(sent.error());
  deploy_command::TextView view(job.context, job.client.world(), job.region, false);
  view.begins(plan);
  view.executes();
  const auto done = co_await sync::sync_infra(job.client, plan, [&](const aws::StackEvent& event) { view.happened(event); });
  view.events_end();
  if (!done) {
    report(job.context.terminal, done.error().error);
    show_failed_resources(job.context, done.error().resources, &project);
    co_return kFailed;
  }
  if (const Result<void> remembered = remember_infra(job); !remembered) co_return fail(remembered.error());
  view.show({.kind = deploy::Done::Kind::Deployed, .stack = done->stack}, plan.settings);
  say(job.context.terminal, kGreen,
      fmt::format("\nStack {} succeeded. Sync infra completed.", done->created ? "creation" : "update"));
  co_return kDone;
}

}  // namespace

Task<Result<int>> sync_whole(Context& context, aws::Client& client, const std::string& region, const sync::Request& request,
                             const sync::Prepared& prepared, bool always) {
  const Job job{context, client, region, request};
  const Result<project::Project> project = built_project(job);
  if (!project) co_return fail(project.error());
  const Result<deploy::Plan> plan = co_await make_plan(job, *project);
  if (!plan) co_return fail(plan.error());
  const Result<void> sent = co_await deploy::send_artifacts(client, *plan);
  if (!sent) co_return fail(sent.error());
  const auto difference = co_await sync::compare_with_stack(client, *plan);
  if (!difference) co_return fail(difference.error());
  if (!always && only_code(job, *difference)) co_return co_await sync_changed_code(job, prepared, (*difference)->code);
  if (*difference && !context.as_sam) {
    co_await tell_of_others(job, plan->settings.stack);
    const bool template_changed = (*difference)->beyond_code;
    context.terminal.err(template_changed ? fmt::format("CloudFormation is asked: {} has changed\n", (*difference)->first)
                                          : "CloudFormation is asked: no sync of the last days is known "
                                            "here\n");
  }
  co_return co_await sync_stack(job, *project, *plan);
}

}  // namespace cxsam::cli::sync_command
