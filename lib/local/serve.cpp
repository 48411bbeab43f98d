#include "local/serve.h"

#include <sys/resource.h>

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

/// Each client takes one, and thousands may connect. (Functions get their own number.)
void allow_many_files() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

struct Running {
  World world;
  const ServeOptions& options;
  View& view;
  Parts parts;
  const Listener& listener;
  Watcher watcher;
  Origin origin;
  VersionPtr version = nullptr;  // that is served
};

/// On any thread: parts that work are left alone.
Result<Commit> prepare(Running& running, const VersionPtr& version) {
  auto commit = prepare(running.parts, version);
  if (!commit) return commit;
  return [&running, version, commit = std::move(*commit)] {
    commit();
    const bool other_files = !running.version || running.version->watched != version->watched;
    if (running.options.watch && other_files) running.watcher.watch(version->watched);
    running.version = version;
  };
}

struct Reading {
  VersionPtr version;
  Result<Commit> commit;
};

Reading read(Running& running) {
  const VersionPtr version = read_version(running.origin);
  if (!version->loaded.failure) return {version, prepare(running, version)};
  Error why = *version->loaded.failure;
  if (running.options.as_sam) return {version, fail(std::move(why))};
  return {version, fail(std::move(why).hint("`cxsam validate` shows all that is wrong with it"))};
}

Task<Result<Commit>> load(Running& running) {
  const Reading reading = co_await off_thread([&] { return read(running); });
  show_findings(*reading.version, running.view);
  co_return reading.commit;
}

Task<Result<bool>> build(Running& running) {
  const BuildRun run{.folder = running.origin.plan.source_template.parent_path(),
                     .arguments = running.options.build_arguments,
                     .colour = running.options.style.colour && running.options.form == Form::Text};
  const auto pass = [&view = running.view](std::string_view lines) { view.tell(BuildOutput{std::string(lines)}); };
  return run_build(running.world, run, pass);
}

ReloadSteps steps_of(Running& running) {
  return {.next_changes = [&running] { return running.watcher.next(); },
          .react = [&running](const Changes& changes) { return reaction_to(changes, running.origin.plan, *running.version); },
          .build = [&running] { return build(running); },
          .load = [&running] { return load(running); },
          .describe = [&running] { return describe(running.parts); },
          .folder = running.options.folder};
}

void announce(const Running& running) {
  const bool watching = running.options.watch;
  const bool any_function = !running.version->loaded.project.application.functions.empty();
  running.view.tell(describe(running.parts));
  if (watching && !running.watcher.limitation().empty()) {
    running.view.tell(
        Remark{Remark::Level::Warning, "changes are noticed once a second only: " + running.watcher.limitation()});
  }
  if (const std::string warning = running.origin.plan.warning(); !warning.empty())
    running.view.tell(Remark{Remark::Level::Warning, warning});
  running.view.tell(Serving{.url = running.listener.url(),
                            .invitation = running.listener.invitation(),
                            .watching = watching,
                            .code = any_function ? running.origin.plan.sentence(watching) : ""});
}

/// Until the first signal; a second one stops the loop.
Task<Result<void>> run_until_signal(Running& running, boost::asio::signal_set& signals) {
  const Reading first = read(running);
  show_findings(*first.version, running.view);
  if (!first.commit) co_return fail(first.commit.error());
  (*first.commit)();
  const Result<void> started = co_await start(running.parts);
  if (!started) co_return started;
  announce(running);
  TaskGroup tasks(running.world);
  if (running.options.watch) tasks.spawn("reload", follow_changes(steps_of(running), running.view));
  boost::system::error_code ignored;
  co_await signals.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  running.view.tell(Stopping{});
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    signals.clear();  // a third one is the system's
    running.world.loop.stop();
  });
  running.watcher.stop();
  tasks.cancel();
  co_await stop(running.parts);
  co_await tasks.join();
  co_return Result<void>();
}

Result<void> serve_until_stopped(const ServeOptions& options, const MakeListener& make_listener, View& view) {
  auto origin = find_origin(options.folder, options.template_file, options.parameters, options.environment);
  if (!origin) return fail(std::move(origin.error()));
  origin->as_sam = options.as_sam;
  lambda::LogTails log_tails(view);  // requests that are given up stay in the loop, and follow their calls there
  allow_many_files();
  SystemWorld system;
  const World& world = system.world;
  boost::asio::signal_set signals(system.loop, SIGINT, SIGTERM);
  const Readiness readiness{.checked = true, .warm = options.eager};
  auto functions = std::make_unique<Functions>(world, options.functions, log_tails, readiness);
  auto listener = make_listener(world, *functions, log_tails);
  Running running{.world = world,
                  .options = options,
                  .view = view,
                  .parts = {},
                  .listener = *listener,
                  .watcher = Watcher(world),
                  .origin = std::move(*origin)};
  running.parts.push_back(std::move(functions));
  running.parts.push_back(std::move(listener));
  return run(system.loop, run_until_signal(running, signals)).value_or(Result<void>());
}

}  // namespace

Result<void> serve(const ServeOptions& options, const MakeListener& make_listener) {
  auto outlets = open_outlets(options.form, options.log_file, kLogBytes);
  if (!outlets) return fail(std::move(outlets.error()));
  const SystemClock clock;
  View view = make_view(clock, options.form, options.style, *outlets);
  Result<void> served = serve_until_stopped(options, make_listener, view);
  Result<void> written = finish(*outlets, kLogPatience);
  if (written && options.functions.journal) written = options.functions.journal->finish();
  return served ? written : served;
}

}  // namespace cxsam::local
