// `build`: code and dependencies into .aws-sam/build. Source: SAM CLI, "sam build".
#include "cli/command.h"

#include "build/build.h"
#include "cli/commands/build/options.h"
#include "cli/commands/build/view.h"
#include "cli/load_project.h"
#include "cli/paths.h"

namespace cxsam::cli {
namespace build_command {
namespace {

namespace fs = std::filesystem;

build::Options read_options(const Context& context, const project::Project& project) {
  const config::Values& given = context.options;
  build::Options options;
  options.plan.base_folder = absolute(given.text_or("base-dir", project.root.folder().string()));
  if (const auto manifest = given.text("manifest")) options.plan.manifest = absolute(*manifest);
  if (!context.arguments.empty()) options.plan.resource = context.arguments.front();
  options.plan.excluded = given.list("exclude");
  options.build_folder = absolute(given.text_or("build-dir", ".aws-sam/build"));
  options.make.cache_messages = given.flag("cached");
  options.make.from_scratch = given.has("cached") && !given.flag("cached");
  options.make.in_source = given.flag("build-in-source");
  options.parallel = given.flag("parallel");
  return options;
}

build::Voice voice(Context& context) {
  const auto say = [&context](std::string_view line) { context.terminal.err(std::string(line) + "\n"); };
  return {say, say, [&context](std::string_view bytes) { context.terminal.err(bytes); }};
}

int fail_with(Context& context, const Error& error) {
  if (context.options.text_or("output", "text") == "json") {
    show_json_failure(context.terminal, error);
  } else {
    show_failure(context);
  }
  return report(context.terminal, error);
}

int run(Context& context) {
  Result<project::Project> project = load_for_code(context, false);
  if (!project) return report(context.terminal, project.error());
  const build::Options options = read_options(context, *project);

  Diagnostics diagnostics;
  const Result<build::Report> built = build::build(*project, options, diagnostics, voice(context));
  show_findings(context, *project->sources, diagnostics);
  if (!built) return fail_with(context, built.error());
  if (context.options.flag("explain")) show_reasons(context.terminal, *built);
  if (context.options.text_or("output", "text") == "json") {
    show_json(context.terminal, *built, options.build_folder);
  } else {
    show_success(context, *built, options.build_folder);
  }
  return kDone;
}

}  // namespace
}  // namespace build_command

extern const Command command_build;
const Command command_build{
    .name = "build",
    .summary = "Put code and its dependencies into .aws-sam/build",
    .description =
        "Builds the functions and layers of the template: Python with pip, Node.js with npm, custom runtimes and `BuildMethod: "
        "makefile` with make, custom runtimes without a Makefile by copying. Each gets a folder .aws-sam/build/<LogicalId>, "
        "and "
        "the template beside them names these folders. `local invoke`, `local start-api` and `package` take that template "
        "first.\n\n"
        "Only what has changed since the last build is built: a file counts as changed when its content is, a function when "
        "its code, its dependencies, its settings or the built folder itself are. `--explain` names the reasons.",
    .arguments = "[LOGICAL_ID]",
    .max_arguments = 1,
    .examples =
        "cxsam build\n"
        "cxsam build HelloWorldFunction --explain\n"
        "cxsam build --parallel --no-cached\n"
        "cxsam build -t services/template.yaml -b out/build",
    .groups = build_command::kGroups,
    .run = build_command::run,
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
