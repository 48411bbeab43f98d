#include "local/start_api.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "diagnostic/render.h"
#include "gateway/gateway.h"
#include "http/server.h"
#include "invoke/log_text.h"
#include "local/build_run.h"
#include "local/functions.h"
#include "local/mounts.h"
#include "local/request_log.h"
#include "local/serving_state.h"
#include "local/source_plan.h"
#include "local/static_files.h"
#include "loop/watch.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kGrace{5};
constexpr std::uint32_t kHeaderBytes = 16U << 10U;  // API Gateway's own limit is 10,240 bytes without the request line

class LocalApi final : public invoke::Journal {
 public:
  LocalApi(const World& world, const StartApiOptions& options, system::Terminal& terminal)
      : world_(world), options_(options), terminal_(terminal), watcher_(world) {}

  /// Opens `--log-file`.
  Result<void> open_log();
  /// Serves until `stop` wakes; gives the error that kept it from starting.
  Task<Result<void>> run(boost::asio::signal_set& stop) {
    if (auto started = co_await start(); !started) co_return fail(started.error());
    announce();
    if (options_.watch) spawn(world_.loop, "watch", watch());
    boost::system::error_code ignored;
    co_await stop.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    terminal_.err("\nStopping: requests under way are finished first; Ctrl-C again ends at once.\n");
    stop.async_wait([this](const boost::system::error_code& error, int) {
      if (!error) world_.loop.stop();
    });
    watcher_.stop();
    co_await server_->stop(kGrace);
    co_await functions_->close();
    co_return Result<void>();
  }

 private:
  Task<Result<void>> start();
  Result<project::Project> load();
  void serve(project::Project project);
  void announce();
  Task<http::Response> respond(http::Request request);
  [[nodiscard]] http::Response refuse(int status) const;

  Task<void> watch();
  Task<void> react(const Changes& changes);
  void reload();
  void record(const invoke::LogEvent& event) override;
  [[nodiscard]] bool is_own_build(const Changes& changes) const;

  World world_;
  const StartApiOptions& options_;
  system::Terminal& terminal_;
  SourcePlan plan_;
  std::unique_ptr<Functions> functions_;
  std::shared_ptr<const ServingState> state_;
  std::unique_ptr<http::Server> server_;
  Watcher watcher_;
  fs::file_time_type loaded_time_;  // of the template that was loaded last
  std::ofstream log_file_;
};

std::string url_of(const StartApiOptions& options, std::uint16_t port) {
  const bool six = options.host.find(':') != std::string::npos;
  return "http://" + (six ? "[" + options.host + "]" : options.host) + ":" + std::to_string(port);
}

Result<project::Project> LocalApi::load() {
  std::error_code gone;
  const fs::path relative = plan_.template_path.lexically_proximate(options_.folder);  // as the user would name it
  loaded_time_ = fs::last_write_time(plan_.template_path, gone);
  project::Loaded loaded = project::load({.template_path = relative.native().starts_with("..") ? plan_.template_path : relative,
                                          .parameters = options_.parameters,
                                          .environment = options_.environment,
                                          .need = project::Need::Running});
  terminal_.err(render_text(*loaded.project.sources, loaded.findings.items(), {.colour = terminal_.colour_err()}));
  if (loaded.failure) return fail(std::move(*loaded.failure).hint("`cxsam validate` shows all that is wrong with it"));
  return std::move(loaded.project);
}

void LocalApi::serve(project::Project project) {
  functions_->load(project);
  const auto tell = [this](std::string_view line) { terminal_.err(std::string(line) + "\n"); };
  state_ = std::make_shared<const ServingState>(world_, std::move(project), functions_->invokers(), server_->port(), tell);
}

Task<Result<void>> LocalApi::start() {
  auto plan = make_source_plan(options_.folder, options_.template_file);
  if (!plan) co_return fail(plan.error());
  plan_ = std::move(*plan);
  auto loaded = load();
  if (!loaded) co_return fail(loaded.error());
  if (!has_lambda_routes(loaded->application)) {
    co_return fail(Error{"Template does not have any APIs connected to Lambda functions"}.hint(
        "give a function an event of type `Api` or `HttpApi`, or call it alone with `cxsam local invoke`"));
  }
  auto server = http::Server::listen(
      world_, options_.host, options_.port, {.header_bytes = kHeaderBytes},
      [this](http::Request request) { return respond(std::move(request)); }, [this](int status) { return refuse(status); });
  if (!server) co_return fail(server.error());
  server_ = std::move(*server);
  functions_ = std::make_unique<Functions>(world_, options_.functions, *this);
  serve(std::move(*loaded));
  if (options_.watch) watcher_.watch(watched_paths(plan_));
  if (options_.eager) co_await functions_->warm_up();
  co_return Result<void>();
}

void LocalApi::announce() {
  const application::Application& application = state_->served.application;
  const std::string url = url_of(options_, server_->port());
  terminal_.err(limitation_lines(application, options_.authorizers_disabled));
  terminal_.err(mount_lines(application, url));
  terminal_.err("You can now browse to the above endpoints to call your functions" +
                std::string(options_.watch ? "; a change of code or template counts from the next request on.\n" : ".\n"));
  terminal_.err(plan_.sentence(options_.watch) + "\n");
  if (options_.watch && !watcher_.limitation().empty()) {
    terminal_.err("Warning: changes are noticed once a second only: " + watcher_.limitation() + "\n");
  }
  terminal_.err(" * Running on " + url + "\nPress CTRL+C to quit\n");
}

http::Response LocalApi::refuse(int status) const {
  if (!state_) return {.status = status, .headers = {}, .body = {}};
  return gateway::refusal(state_->served.application, status);
}

Task<http::Response> LocalApi::respond(http::Request request) {
  const std::shared_ptr<const ServingState> state = state_;
  if (!state) co_return refuse(503);
  const std::string method = request.method;
  const std::string target = request.target;
  const std::string client = request.remote_address;
  const std::string protocol = request.protocol;
  http::Response response;
  std::optional<http::Response> file;
  if (!options_.static_folder.empty() &&
      !state->served.routes.find(method, std::string_view(target).substr(0, target.find('?')))) {
    file = find_static_file(options_.static_folder, request);
  }
  if (file) {
    response = std::move(*file);
  } else {
    const std::shared_ptr<const gateway::Served> served(state, &state->served);
    response = co_await gateway::handle(served, std::move(request));
  }
  terminal_.err(request_line(world_.clock.wall(), client, method, target, protocol, response.status));
  co_return response;
}

Result<void> LocalApi::open_log() {
  if (!options_.log_file) return {};
  log_file_.open(*options_.log_file, std::ios::app);
  if (!log_file_) return fail("the log file `" + options_.log_file->string() + "` cannot be written: " + errno_text(errno));
  return {};
}

void LocalApi::record(const invoke::LogEvent& event) {
  const std::string lines = invoke::render_text(event);
  if (log_file_.is_open()) {
    log_file_ << lines << std::flush;
  } else {
    terminal_.err(lines);
  }
}

Task<void> LocalApi::watch() {
  for (;;) {
    const Changes changes = co_await watcher_.next();
    if (changes.empty()) co_return;
    co_await react(changes);
  }
}

/// The built template that was just loaded, and nothing else: start-api's own build wrote it.
bool LocalApi::is_own_build(const Changes& changes) const {
  std::error_code gone;
  return plan_.rebuilds() && changes.paths == std::set<fs::path>{plan_.template_path} &&
         fs::last_write_time(plan_.template_path, gone) == loaded_time_;
}

Task<void> LocalApi::react(const Changes& changes) {
  if (is_own_build(changes)) co_return;
  const std::string what =
      changes.paths.empty() ? "files" : changes.paths.begin()->lexically_relative(options_.folder).string();
  const bool source = changes.missed || changes.paths != std::set<fs::path>{plan_.template_path};
  terminal_.err("\n" + what + (changes.paths.size() > 1 ? " and other files have" : " has") + " changed\n");
  if (plan_.rebuilds() && source) {
    const auto built = co_await run_build(world_.loop, plan_.source_template.parent_path(), options_.build_arguments);
    if (!built) terminal_.err("Error: " + built.error().to_string() + "\n");
    if (!built || !*built) {
      terminal_.err("The build failed: what was built before is still served.\n");
      co_return;
    }
  }
  reload();
}

/// A template that is written while it is read is read again; one with errors leaves everything as it is.
void LocalApi::reload() {
  std::error_code gone;
  auto loaded = load();
  for (int attempt = 0; attempt < 3 && fs::last_write_time(plan_.template_path, gone) != loaded_time_; ++attempt)
    loaded = load();
  if (!loaded) {
    terminal_.err("Error: " + loaded.error().message + "\nThe last good version is still served.\n");
    return;
  }
  const std::string url = url_of(options_, server_->port());
  const std::string before = mount_lines(state_->served.application, url);
  serve(std::move(*loaded));
  watcher_.watch(watched_paths(plan_));
  const std::string after = mount_lines(state_->served.application, url);
  terminal_.err((after == before ? "" : limitation_lines(state_->served.application, options_.authorizers_disabled) + after) +
                "Reloaded.\n");
}

Task<void> run_to_end(Loop& loop, LocalApi& api, boost::asio::signal_set& signals, Result<void>& result) {
  result = co_await api.run(signals);
  loop.stop();
}

}  // namespace

Result<void> start_api(const StartApiOptions& options, system::Terminal& terminal) {
  SystemWorld system;
  Loop& loop = system.loop;
  boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
  Result<void> result;
  LocalApi api(system.world, options, terminal);
  if (auto opened = api.open_log(); !opened) return fail(opened.error());
  spawn(loop, "start-api", run_to_end(loop, api, signals, result));
  loop.run();
  return result;
}

}  // namespace cxsam::local
