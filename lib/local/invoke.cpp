#include "local/invoke.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>

#include "application/tenants.h"
#include "base/did_you_mean.h"
#include "base/file.h"
#include "base/text.h"
#include "json/json.h"
#include "local/lacks.h"
#include "local/missing_package.h"
#include "local/session.h"
#include "local/test_events.h"
#include "local/view/outlets.h"
#include "loop/run.h"
#include "loop/stop_on_signal.h"
#include "project/names.h"
#include "runtime/sdk.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;
using invoke::Outcome;

constexpr std::size_t kLogBytes = std::size_t{64} << 20U;  // nobody else waits: as much as possible is kept for a slow reader

/// Where test events by name are: beside the template that the user edits, and in the folder at hand.
std::vector<fs::path> event_folders(const InvokeOptions& options, const fs::path& source_template) {
  const fs::path beside = (options.folder / source_template).parent_path() / "events";
  const fs::path here = options.folder / "events";
  std::error_code error;
  if (fs::equivalent(beside, here, error)) return {here};
  return {beside, here};
}

/// A file, or else a test event by its name.
Result<std::string> read_named_event(const std::string& given, std::span<const fs::path> folders,
                                     const application::Function& function) {
  const bool is_name = given.find('/') == std::string::npos && !file_exists(given);
  if (is_name) {
    auto event = find_test_event(given, folders, {function.name, function.logical_id});
    if (!event) return fail(std::move(event.error()));
    if (*event) return **std::move(event);
  }
  auto text = read_file(given);
  if (text || !is_name) return text;
  const std::vector<std::string> names = test_event_names(folders);
  if (names.empty()) return text;
  return fail(std::move(text.error()).hint(did_you_mean_or(given, names, "test events by name: " + join(names, ", "))));
}

Result<std::string> read_event(const InvokeOptions& options, const fs::path& source_template,
                               const application::Function& function, View& view) {
  if (options.recorded) return options.recorded->payload;
  std::string event;
  if (options.event == "-") {
    view.tell(Remark{Remark::Level::Plain, "Reading invoke payload from stdin (you can also pass it from file with --event)"});
    event.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else if (options.event) {
    auto text = read_named_event(*options.event, event_folders(options, source_template), function);
    if (!text) return fail(std::move(text.error()).with("reading the event of `--event`"));
    event = std::move(*text);
  }
  if (trim(event).empty()) return std::string("{}");
  if (options.functions.as_sam) return event;
  const auto parsed = parse_json(event);
  if (!parsed) return fail(Error(parsed.error()).with("reading the event, which must be JSON"));
  return event;
}

/// SAM CLI calls a function by what its Metadata says before its logical id: SamResourceId, or the last part of a construct's
/// path.
std::vector<std::string> names_of(const application::Application& application, bool as_sam) {
  std::vector<std::string> names;
  for (const application::Function& function : application.functions) {
    const auto lone = [](const std::string& alias) { return alias.find('/') == std::string::npos; };
    const auto alias = std::ranges::find_if(function.aliases, lone);
    const bool other = as_sam && alias != function.aliases.end();
    names.push_back(application::full_path(function.stack_path, other ? *alias : function.logical_id));
  }
  return names;
}

/// "Possible options in your template: ['Hello', 'Shop/Order']", as Python shows a list.
std::string possible_options(std::vector<std::string> names) {
  for (std::string& name : names) name = "'" + name + "'";
  return "Possible options in your template: [" + join(names, ", ") + "]";
}

Result<const application::Function*> choose(const project::Project& project, const InvokeOptions& options, View& view) {
  const application::Application& application = project.application;
  const std::vector<std::string> names = names_of(application, options.functions.as_sam);
  if (!options.function && names.size() == 1) return &application.functions.front();
  if (names.empty() && !options.functions.as_sam) return fail("the template has no Lambda function");
  if (!options.function)
    return fail("You must provide a function logical ID when there are more than one functions in your template. " +
                possible_options(names));
  if (const application::Function* found = application.find_function(*options.function)) return found;
  for (const std::string& path : project::called(project, *options.function))
    if (const application::Function* found = application.find_function(path)) return found;
  Error error{"Function " + *options.function + " not found in template"};
  if (options.functions.as_sam) {
    view.tell(Remark{Remark::Level::Plain, *options.function + " not found. " + possible_options(names)});
    return fail(std::move(error));
  }
  return fail(
      std::move(error).hint(did_you_mean_or(*options.function, names, "functions of the template: " + join(names, ", "))));
}

struct Read {
  std::shared_ptr<const Version> version;
  fs::path source_template;
};

Result<Read> load(const InvokeOptions& options, View& view) {
  auto origin = find_origin(options.folder, options.template_file, options.parameters, options.environment);
  if (!origin) return fail(origin.error());
  if (origin->plan.built)
    view.tell(Remark{Remark::Level::Plain, "Using the built template " + origin->request.template_path.string()});
  if (const std::string warning = origin->plan.warning(); !warning.empty()) view.tell(Remark{Remark::Level::Warning, warning});
  origin->as_sam = options.functions.as_sam;
  auto version = read_version(*origin);
  show_findings(*version, view);
  if (version->loaded.failure) return fail(*version->loaded.failure);
  return Read{std::move(version), origin->plan.source_template};
}

void tell_call_as_sam(const application::Function& function, const FunctionSettings& settings, View& view) {
  const std::string runtime = settings.runtime.value_or(function.runtime);
  view.tell(Remark{Remark::Level::Plain, "Invoking " + function.handler + " (" + runtime + ")"});
}

Invoked::End end_of(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::CannotStart) return Invoked::End::CannotStart;
  return outcome.kind == Outcome::Kind::Timeout ? Invoked::End::NoAnswer : Invoked::End::Answered;
}

using Told = std::function<void(const Invoked&)>;

// The process ends once it has answered, which takes the kernel some time of its own: `told` hears of the answer before that.
Task<Invoked> call(World world, Functions& functions, std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation,
                   const Told& told) {
  Invoked invoked{.end = Invoked::End::Answered, .answer = {}, .request_id = invocation.request_id};
  invoke::BufferedResponse response;
  const Clock::TimePoint begin = world.clock.now();
  const Outcome outcome = co_await invoker->invoke(invocation, response);
  invoked.duration_ms = std::chrono::duration<double, std::milli>(world.clock.now() - begin).count();
  invoked.end = end_of(outcome);
  invoked.outcome = outcome.kind;
  invoked.answer = std::move(response.body);
  told(invoked);
  functions.end();
  co_return invoked;
}

invoke::Invocation invocation_of(const InvokeOptions& options, Random& random, std::string event) {
  invoke::Invocation invocation = options.recorded.value_or(invoke::Invocation{});
  invocation.request_id = make_uuid(random);
  invocation.payload = std::move(event);
  if (!options.tenant_id.empty()) invocation.tenant_id = options.tenant_id;
  return invocation;
}

Result<Invoked> run_call(const InvokeOptions& options, View& view, const Told& told) {
  SystemWorld system;
  auto isolation = std::make_shared<runtime::IsolationProbe>(system.world);  // while the template is read
  const auto read = load(options, view);
  if (!read) return fail(read.error());
  const std::shared_ptr<const Version>& version = read->version;
  const auto function = choose(version->loaded.project, options, view);
  if (!function) return fail(function.error());
  const std::string_view tenant_fault = application::tenant_fault(**function, options.tenant_id);
  if (!options.recorded && !tenant_fault.empty()) return fail(std::string(tenant_fault));
  for (const Remark& remark : lacks_of(**function, version->loaded.project.application)) view.tell(remark);
  auto event = read_event(options, read->source_template, **function, view);
  if (!event) return fail(std::move(event.error()));
  if (options.functions.as_sam && !(*function)->image) tell_call_as_sam(**function, options.functions, view);

  Parts parts;
  FunctionSettings settings = options.functions;
  settings.only = (*function)->full_path();
  settings.isolation = std::move(isolation);
  auto functions = std::make_unique<Functions>(system.world, std::move(settings), view);
  Functions& callable = *functions;
  parts.push_back(std::move(functions));
  const auto commit = prepare(parts, version);
  if (!commit) return fail(commit.error());
  (*commit)();
  const StopOnSignal stop_on_signal(system.loop);
  if (const auto fault = callable.faults().find((*function)->full_path()); fault != callable.faults().end())
    return fail(fault->second);
  const auto invoker = callable.invokers().at((*function)->full_path());
  invoke::Invocation invocation = invocation_of(options, system.random, std::move(*event));
  bool interrupted = false;  // then the call goes on to the end that it is given, which is no answer
  const Told tell = [&](const Invoked& answered) {
    if (!interrupted) told(answered);
  };
  auto invoked = run(system.loop, call(system.world, callable, invoker, std::move(invocation), tell));
  interrupted = !invoked;
  run(system.loop, stop(parts));
  return invoked.value_or(Invoked{.end = Invoked::End::Interrupted, .answer = {}});
}

/// What the answer says is missing, where there is somebody to ask whether to fetch it.
std::optional<MissingPackage> find_fetchable(std::string_view answer, const InvokeOptions& options) {
  return options.ask ? find_missing_package(answer) : std::nullopt;
}

/// True when somebody agreed to fetch it, and it is there.
bool fetch(const MissingPackage& missing, const InvokeOptions& options, View& view, Outlets& outlets) {
  outlets.said.flush(std::nullopt);
  const std::string where = runtime::sdk_folder(missing.family).string();
  if (!options.ask("Fetch `" + missing.name + "` and what else functions find on Lambda into " + where + "?")) return false;
  const auto say = [&view](std::string_view line) { view.tell(Remark{Remark::Level::Plain, std::string(line)}); };
  const Result<void> done = runtime::install_sdk(missing.family, packages_for(missing), say);
  if (!done) view.tell(Remark{Remark::Level::Warning, done.error().message});
  return done.has_value();
}

}  // namespace

Result<Invoked> invoke_function(const InvokeOptions& options) {
  auto outlets = open_outlets(options.form, options.log_file, kLogBytes);
  if (!outlets) return fail(std::move(outlets.error()));
  outlets->said.begin_without_thread(STDERR_FILENO);
  const SystemClock clock;
  View view = make_view(clock, options.form, options.style, *outlets);
  const Told tell = [&](const Invoked& invoked) {
    if (invoked.end != Invoked::End::Answered || !options.on_answer) return;
    outlets->said.flush(std::nullopt);
    options.on_answer(invoked.answer);
  };
  const Told tell_unless_fetchable = [&](const Invoked& invoked) {
    if (!find_fetchable(invoked.answer, options)) tell(invoked);
  };
  Result<Invoked> invoked = run_call(options, view, tell_unless_fetchable);
  const auto missing = invoked ? find_fetchable(invoked->answer, options) : std::nullopt;
  if (missing && fetch(*missing, options, view, *outlets)) {
    invoked = run_call(options, view, tell);
  } else if (missing) {
    tell(*invoked);
  }
  Result<void> written = finish(*outlets);
  if (written && options.functions.journal) written = options.functions.journal->finish();
  if (invoked && !written) invoked->unwritten = std::move(written.error());
  return invoked;
}

}  // namespace cxsam::local
