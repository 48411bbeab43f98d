#include "local/invoke.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <boost/asio/signal_set.hpp>

#include "base/file.h"
#include "base/text.h"
#include "diagnostic/render.h"
#include "invoke/log_text.h"
#include "json/json.h"
#include "local/functions.h"
#include "project/project.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;
using invoke::Outcome;

constexpr int kFailed = 1;
constexpr int kInterrupted = 130;

Result<std::string> read_event(const InvokeOptions& options, system::Terminal& terminal) {
  std::string event;
  if (options.event == "-") {
    terminal.err("Reading invoke payload from stdin (you can also pass it from file with --event)\n");
    event.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else if (options.event) {
    auto text = read_file(*options.event);
    if (!text) return fail(std::move(text.error()).with("reading the event of `--event`"));
    event = std::move(*text);
  }
  if (trim(event).empty()) return std::string("{}");
  const auto parsed = parse_json(event);
  if (!parsed) return fail(Error(parsed.error()).with("reading the event, which must be JSON"));
  return event;
}

// Findings are shown; what can be modelled is run, even when other parts of the template are wrong.
Result<project::Project> load(const InvokeOptions& options, system::Terminal& terminal) {
  const auto path = project::find_template(options.folder, options.template_file, true);
  if (!path) return fail(path.error());
  const fs::path absolute = fs::absolute(*path).lexically_normal();
  if (absolute.parent_path().filename() == "build" && absolute.parent_path().parent_path().filename() == ".aws-sam") {
    terminal.err("Using the built template " + path->lexically_proximate(options.folder).string() + "\n");
  }
  tmpl::Environment environment;
  environment.region = options.functions.region;
  project::Loaded loaded = project::load({.template_path = *path,
                                          .parameters = options.parameters,
                                          .environment = std::move(environment),
                                          .need = project::Need::Running});
  terminal.err(render_text(*loaded.project.sources, loaded.findings.items(), {.colour = terminal.colour_err()}));
  if (loaded.failure) return fail(std::move(*loaded.failure));
  return std::move(loaded.project);
}

std::vector<std::string> names_of(const application::Application& application) {
  std::vector<std::string> names;
  for (const application::Function& function : application.functions) names.push_back(function.full_path());
  return names;
}

Result<const application::Function*> choose(const application::Application& application, const InvokeOptions& options) {
  const std::vector<std::string> names = names_of(application);
  if (!options.function && names.size() == 1) return &application.functions.front();
  if (names.empty()) return fail("the template has no Lambda function");
  if (!options.function) {
    return fail(
        "You must provide a function logical ID when there are more than one functions in your template. Possible options "
        "in your template: [" +
        join(names, ", ") + "]");
  }
  if (const application::Function* found = application.find_function(*options.function)) return found;
  Error error{"Function " + *options.function + " not found in template"};
  if (const auto near = closest(*options.function, names)) return fail(std::move(error).hint("did you mean `" + *near + "`?"));
  return fail(std::move(error).hint("functions of the template: " + join(names, ", ")));
}

// Where log lines go: the file of --log-file, else standard error.
class LogLines final : public invoke::Journal {
 public:
  explicit LogLines(system::Terminal& terminal) : terminal_(terminal) {}

  Result<void> open(const fs::path& file) {
    file_.open(file, std::ios::app);
    if (!file_) return fail("cannot write the log file `" + file.string() + "`");
    return {};
  }
  void record(const invoke::LogEvent& event) override {
    const std::string text = invoke::render_text(event);
    if (file_.is_open()) {
      file_ << text << std::flush;
    } else {
      terminal_.err(text);
    }
  }

 private:
  system::Terminal& terminal_;
  std::ofstream file_;
};

struct Finished {
  Outcome outcome;
  std::string body;
  bool interrupted = false;
};

Task<void> call(World world, std::shared_ptr<invoke::Invoker> invoker, std::string event, Finished& finished) {
  invoke::Invocation invocation{.request_id = make_uuid(world.random), .payload = std::move(event)};
  invoke::BufferedResponse response;
  finished.outcome = co_await invoker->invoke(std::move(invocation), response);
  finished.body = std::move(response.body);
  if (!finished.interrupted) world.loop.stop();
}

Task<void> end(World world, Functions& functions) {
  co_await functions.close();
  world.loop.stop();
}

Finished run(const World& world, Functions& functions, const std::string& full_path, std::string event) {
  Finished finished;
  boost::asio::signal_set signals(world.loop, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    finished.interrupted = true;
    world.loop.stop();
  });
  spawn(world.loop, "local invoke", call(world, functions.invokers().at(full_path), std::move(event), finished));
  world.loop.run();
  spawn(world.loop, "end of functions", end(world, functions));
  world.loop.restart();
  world.loop.run();
  return finished;
}

}  // namespace

Result<int> invoke_function(const InvokeOptions& options, system::Terminal& terminal) {
  const auto project = load(options, terminal);
  if (!project) return fail(project.error());
  const auto function = choose(project->application, options);
  if (!function) return fail(function.error());
  if ((*function)->image) {
    return fail("`" + (*function)->full_path() + "` is a container image function, which is not run locally");
  }
  auto event = read_event(options, terminal);
  if (!event) return fail(event.error());
  LogLines log(terminal);
  if (options.log_file) {
    if (auto opened = log.open(*options.log_file); !opened) return fail(opened.error());
  }

  SystemWorld system;
  Functions functions(system.world, options.functions, log);
  functions.load(*project);
  const Finished finished = run(system.world, functions, (*function)->full_path(), std::move(*event));
  if (finished.interrupted) return kInterrupted;
  if (finished.outcome.kind == Outcome::Kind::CannotStart) return kFailed;
  // A function that took too long has no result: SAM CLI prints none.
  if (finished.outcome.kind != Outcome::Kind::Timeout) terminal.out(finished.body + "\n");
  return 0;
}

}  // namespace cxsam::local
