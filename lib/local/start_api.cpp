#include "local/start_api.h"

#include <chrono>
#include <csignal>
#include <memory>
#include <string_view>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "local/build_run.h"
#include "local/reload.h"
#include "local/session.h"
#include "local/view/outlets.h"
#include "loop/off_thread.h"
#include "loop/run.h"
#include "loop/task_group.h"
#include "loop/watch.h"

namespace cxsam::local {
namespace {

using VersionPtr = std::shared_ptr<const Version>;

constexpr std::size_t kLogBytes = std::size_t{4} << 20U;  // what may wait for somebody to read it
constexpr std::chrono::seconds kLogPatience{1};           // at the end, with somebody who does not read

struct LocalApi {
  World world;
  const StartApiOptions& options;
  View& view;
  Parts parts;
  const Gateways& gateways;
  Watcher watcher;
  Origin origin;
  VersionPtr version = nullptr;  // that is served
};

/// On any thread: parts that work are left alone.
Result<Commit> prepare(LocalApi& api, const VersionPtr& version) {
  auto commit = prepare(api.parts, version);
  if (!commit) return commit;
  return [&api, version, commit = std::move(*commit)] {
    commit();
    const bool other_files = !api.version || api.version->watched != version->watched;
    if (api.options.watch && other_files) api.watcher.watch(version->watched);
    api.version = version;
  };
}

struct Reading {
  VersionPtr version;
  Result<Commit> commit;
};

Reading read(LocalApi& api) {
  const VersionPtr version = read_version(api.origin);
  if (!version->loaded.failure) return {version, prepare(api, version)};
  Error why = *version->loaded.failure;
  return {version, fail(std::move(why).hint("`cxsam validate` shows all that is wrong with it"))};
}

Task<Result<Commit>> load(LocalApi& api) {
  const Reading reading = co_await off_thread([&] { return read(api); });
  show_findings(*reading.version, api.view);
  co_return reading.commit;
}

Task<Result<bool>> build(LocalApi& api) {
  const BuildRun run{.folder = api.origin.plan.source_template.parent_path(),
                     .arguments = api.options.build_arguments,
                     .colour = api.options.colour && api.options.form == Form::Text};
  const auto pass = [&view = api.view](std::string_view lines) { view.tell(BuildOutput{std::string(lines)}); };
  return run_build(api.world, run, pass);
}

ReloadSteps steps_of(LocalApi& api) {
  return {.next_changes = [&api] { return api.watcher.next(); },
          .react = [&api](const Changes& changes) { return reaction_to(changes, api.origin.plan, *api.version); },
          .build = [&api] { return build(api); },
          .load = [&api] { return load(api); },
          .describe = [&api] { return describe(api.parts); },
          .folder = api.options.folder};
}

void announce(const LocalApi& api) {
  const bool watching = api.options.watch;
  api.view.tell(describe(api.parts));
  if (watching && !api.watcher.limitation().empty()) {
    api.view.tell(Remark{Remark::Level::Warning, "changes are noticed once a second only: " + api.watcher.limitation()});
  }
  if (const std::string warning = api.origin.plan.warning(); !warning.empty())
    api.view.tell(Remark{Remark::Level::Warning, warning});
  api.view.tell(Serving{.url = api.gateways.url(), .watching = watching, .code = api.origin.plan.sentence(watching)});
}

/// Until the first signal; a second one stops the loop.
Task<Result<void>> run_api(LocalApi& api, boost::asio::signal_set& signals) {
  const Reading first = read(api);
  show_findings(*first.version, api.view);
  if (!first.commit) co_return fail(first.commit.error());
  (*first.commit)();
  const Result<void> started = co_await start(api.parts);
  if (!started) co_return started;
  announce(api);
  TaskGroup tasks(api.world);
  if (api.options.watch) tasks.spawn("reload", follow_changes(steps_of(api), api.view));
  boost::system::error_code ignored;
  co_await signals.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  api.view.tell(Stopping{});
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    signals.clear();  // a third one is the system's
    api.world.loop.stop();
  });
  api.watcher.stop();
  tasks.cancel();
  co_await stop(api.parts);
  co_await tasks.join();
  co_return Result<void>();
}

Result<void> serve_until_stopped(const StartApiOptions& options, View& view) {
  auto origin = find_origin(options.folder, options.template_file, options.parameters, options.environment);
  if (!origin) return fail(std::move(origin.error()));
  SystemWorld system;
  const World& world = system.world;
  boost::asio::signal_set signals(system.loop, SIGINT, SIGTERM);
  const Readiness readiness{.checked = true, .warm = options.eager};
  auto functions = std::make_unique<Functions>(world, options.functions, view, readiness);
  auto gateways = std::make_unique<Gateways>(world, options.gateways, *functions, view);
  LocalApi api{.world = world,
               .options = options,
               .view = view,
               .parts = {},
               .gateways = *gateways,
               .watcher = Watcher(world),
               .origin = std::move(*origin)};
  api.parts.push_back(std::move(functions));
  api.parts.push_back(std::move(gateways));
  return run(system.loop, run_api(api, signals)).value_or(Result<void>());
}

}  // namespace

Result<void> start_api(const StartApiOptions& options) {
  auto outlets = open_outlets(options.form, options.log_file, kLogBytes);
  if (!outlets) return fail(std::move(outlets.error()));
  const SystemClock clock;
  View view = make_view(clock, options.form, options.colour, *outlets);
  Result<void> served = serve_until_stopped(options, view);
  Result<void> written = finish(*outlets, kLogPatience);
  return served ? written : served;
}

}  // namespace cxsam::local
