#include "cli/commands/sync/whole.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/services/cloudformation.h"
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
#include "sync/whole.h"

namespace cxsam::cli::sync_command {
namespace {

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

/// Straight to the services.
Task<Result<int>> sync_chosen(const Job& job, const sync::Prepared& prepared, std::vector<std::size_t> chosen) {
  if (chosen.empty()) co_return kDone;
  job.context.terminal.err("Queuing up code sync for the resources that require an update\n");
  sync::Units units = prepared.units;
  units.chosen = std::move(chosen);
  co_return exit_code_of(
      co_await sync::sync_units(job.client, job.request, units, make_tell(job.context, job.client.world().clock)));
}

/// The stack is never made otherwise than somebody else has left it without a word.
void tell_why(const Job& job, const std::string& stack, const sync::Way& way) {
  if (way.elsewhere) {
    const std::string_view since =
        way.elsewhere->synced_before ? "after the last sync from here" : "and no sync from here is known";
    job.context.terminal.err(
        fmt::format("Warning: the stack {} was changed elsewhere at {}, {}; it becomes what this template says\n", stack,
                    iso_time(way.elsewhere->time), since));
  }
  job.context.terminal.err(fmt::format("CloudFormation is asked: {}\n", way.why));
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
  const Result<void> remembered = sync::remember_infra(job.client, job.request);
  if (!remembered) co_return fail(remembered.error());
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
  const Result<sync::Way> way = co_await sync::find_way(client, request, prepared.units, *plan, always);
  if (!way) co_return fail(way.error());
  if (!way->through_cloudformation) {
    context.terminal.err("Template hasn't been changed since last deployment, skipping infra sync...\n");
    co_return co_await sync_chosen(job, prepared, way->chosen);
  }
  if (!way->why.empty() && !context.as_sam) tell_why(job, plan->settings.stack, *way);
  Result<int> done = co_await sync_stack(job, *project, *plan);
  if (!done || *done != kDone) co_return done;
  // CloudFormation leaves alone what it has not been told of.
  const auto adrift = co_await sync::find_adrift(client, request, prepared.units);
  if (!adrift) co_return fail(adrift.error());
  co_return co_await sync_chosen(job, prepared, *adrift);
}

}  // namespace cxsam::cli::sync_command
