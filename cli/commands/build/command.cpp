// `build`: code and dependencies into .aws-sam/build. Source: SAM CLI, "sam build".
#include "cli/command.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "build/build.h"
#include "build/sam_refusals.h"
#include "cli/commands/build/lines.h"
#include "cli/commands/build/options.h"
#include "cli/commands/build/view.h"
#include "cli/hooks.h"
#include "cli/load_project.h"
#include "cli/on_change.h"
#include "cli/paths.h"
#include "cli/settings.h"
#include "loop/clock.h"

namespace cxsam::cli {
namespace build_command {
namespace {

namespace fs = std::filesystem;

build::Options read_options(const Context& context, const project::Project& project) {
  const config::Values& given = context.options;
  build::Options options;
  options.plan.base_is_given = given.has("base-dir");
  options.plan.base_folder = absolute(given.text_or("base-dir", project.root.folder().string()));
  if (const auto manifest = given.text("manifest"); manifest && !manifest->empty()) options.plan.manifest = absolute(*manifest);
  if (!context.arguments.empty()) options.plan.resource = context.arguments.front();
  options.plan.excluded = given.list("exclude");
  options.build_folder = absolute(given.text_or("build-dir", ".aws-sam/build"));
  options.make.from_scratch = given.has("cached") && !given.flag("cached");
  options.make.in_source = given.flag("build-in-source");
  options.make.verbose = given.flag("verbose");
  options.make.sam_errors = context.as_sam;
  options.plan.as_sam = context.as_sam;
  options.hashes = given.flag("cached");
  options.make.debug = environment_variable("SAM_BUILD_MODE") == "debug";
  options.parallel = given.flag("parallel");
  return options;
}

/// SAM CLI empties the build folder first, so that nothing of the project may be in it.
std::optional<Error> refusal_of_build_folder(const Context& context, const project::Project& project,
                                             const build::Options& options) {
  for (const fs::path& place : {fs::current_path(), project.root.folder(), options.plan.base_folder})
    if (is_inside(place.lexically_normal(), options.build_folder))
      return Error{fmt::format(
          "Failing build: build-dir '{}' is or contains the current working directory, the template's directory or the base "
          "directory, and the build-dir contents is first removed, which would delete them. This is not supported, please "
          "remove the '--build-dir' option from the command to allow the build artifacts to be placed in the directory your "
          "template is in, or choose a directory outside the project.",
          context.options.text_or("build-dir", ""))};
  return std::nullopt;
}

bool is_json(const Context& context) { return context.options.text_or("output", "text") == "json"; }

void show(Context& context, const build::Report& report, const fs::path& build_folder) {
  if (context.options.flag("explain")) show_reasons(context.terminal, report);
  if (is_json(context)) {
    show_json(context.terminal, report, build_folder);
  } else if (context.as_sam) {
    show_sam_success(context, report, build_folder);
  }
}

int fail_with(Context& context, const Failure& failure) {
  if (is_json(context)) show_json_failure(context.terminal, failure);
  return report(context.terminal, failure.error);
}

/// `failed` are those whose builds have.
Failure failure_of(const Context& context, Error error, std::vector<std::string> failed) {
  if (!failed.empty()) return {"WorkflowFailedError", std::move(error), std::move(failed)};
  const bool unknown = error.message.starts_with("Unable to find a function or layer");
  if (unknown) return {"ResourceNotFound", std::move(error), context.arguments};
  return {"BuildError", std::move(error)};
}

void note_failed(const build::Told& told, std::vector<std::string>& failed) {
  const auto* ended = std::get_if<build::Ended>(&told);
  if (ended != nullptr && ended->failed)
    failed.insert(failed.end(), ended->definition.ids.begin(), ended->definition.ids.end());
}

/// In SAM CLI's words.
int build_as_sam(Context& context, const project::Project& project, const build::Options& options) {
  const bool cached = context.options.flag("cached");
  if (const auto refusal = refusal_of_build_folder(context, project, options))
    return fail_with(context, {"InvalidBuildDirException", *refusal});
  bool begun = false;
  std::vector<std::string> failed;
  Diagnostics diagnostics;
  const Result<build::Report> built = build::build(project, options, diagnostics, [&](const build::Told& told) {
    begun = begun || std::holds_alternative<build::Starting>(told);
    note_failed(told, failed);
    context.terminal.err(sam_lines(told, cached));
  });
  show_findings(context, *project.sources, diagnostics);
  if (built) {
    show(context, *built, options.build_folder);
    return kDone;
  }
  if ((begun || diagnostics.has_errors()) && !is_json(context)) show_sam_failure(context);
  return fail_with(context, failure_of(context, built.error(), std::move(failed)));
}

int build_project(Context& context, const project::Project& project, const build::Options& options) {
  if (context.as_sam) return build_as_sam(context, project, options);
  const SystemClock clock;
  Lines lines(context.terminal, clock, options.make.verbose);
  Diagnostics diagnostics;
  std::vector<std::string> failed;
  const Result<build::Report> built = build::build(project, options, diagnostics, [&](const build::Told& told) {
    lines.tell(told);
    note_failed(told, failed);
  });
  show_findings(context, *project.sources, diagnostics);
  if (!built) {
    const int code = fail_with(context, failure_of(context, built.error(), std::move(failed)));
    lines.last_words();
    return code;
  }
  lines.finish(*built, shown(options.build_folder));
  show(context, *built, options.build_folder);
  return kDone;
}

/// With --watch the watcher learns what is read before the build begins; it keeps looking at the last template that could be
/// read.
struct Rebuild {
  Context& context;
  std::optional<Watching> watching;
  std::optional<build::Inputs> inputs;

  int build_once() {
    Diagnostics findings;
    const Result<project::Project> project = load_for_code(context, false, findings);
    const auto refusal = context.as_sam ? build::refusal_of_findings(findings) : std::nullopt;
    if (refusal) return fail_with(context, {"InvalidSamDocumentException", *refusal});
    const bool read = project || !findings.items().empty();
    if (!project)
      return fail_with(context, {read ? "InvalidSamDocumentException" : "TemplateNotFoundException", project.error()});
    build::Options options = read_options(context, *project);
    // What --no-cached asks for is asked of the first build.
    if (inputs) options.make.from_scratch = false;
    look_at(*project, options);
    const int code = build_project(context, *project, options);
    // The tools of a workflow may have made or named further files.
    look_at(*project, options);
    return code;
  }

 private:
  void look_at(const project::Project& project, const build::Options& options) {
    if (!watching) return;
    inputs.emplace(project, options);
    watching->watcher.watch(inputs->places());
  }
};

int run(Context& context) {
  if (const auto refused = refuse_hooks(context)) return *refused;
  Rebuild rebuild{context, {}, {}};
  if (context.options.flag("watch")) rebuild.watching.emplace();
  const int code = rebuild.build_once();
  if (!rebuild.inputs) return code;
  act_on_change(*rebuild.watching, "build --watch", context.terminal, [&](const Changes& changes) {
    const bool counts =
        changes.missed || std::ranges::any_of(changes.paths, [&](const fs::path& path) { return rebuild.inputs->has(path); });
    if (counts) rebuild.build_once();
  });
  return kDone;
}

}  // namespace
}  // namespace build_command

extern const Command command_build{
    .name = "build",
    .summary = "Put code and its dependencies into .aws-sam/build",
    .description =
        "Builds the functions and layers of the template with the tools of their languages: Python with pip or uv, Node.js "
        "with npm, pnpm, yarn or esbuild, Ruby with Bundler, Java with Maven or Gradle, Go, Rust with cargo-lambda or cargo, "
        ".NET, and make. Each gets a folder .aws-sam/build/<LogicalId>, and the template beside them names these folders. "
        "`local invoke`, `local start-api` and `package` take that template first.\n\n"
        "Only what has changed since the last build is built: a file counts as changed when its content is, a function when "
        "its code, its dependencies, its settings or the built folder itself are. `--explain` names the reasons.",
    .arguments = "[LOGICAL_ID]",
    .max_arguments = 1,
    .examples =
        "cxsam build\n"
        "cxsam build HelloWorldFunction --explain\n"
        "cxsam build --parallel --no-cached\n"
        "cxsam build --watch\n"
        "cxsam build -t services/template.yaml -b out/build",
    .groups = build_command::kGroups,
    .run = build_command::run,
    .wrong_use = fault_of_hooks,
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
