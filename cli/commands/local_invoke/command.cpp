// `local invoke`: one call of one function. Source: SAM CLI, "sam local invoke".
#include "cli/command.h"

#include <array>

#include "cli/options.h"
#include "local/invoke.h"

namespace cxsam::cli {
namespace {

constexpr std::array kCallOptions{
    OptionSpec{.name = "event",
               .aliases = "-e",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The event, a JSON file, or - for standard input. Without it the event is {}."},
    OptionSpec{.name = "no-event", .kind = OptionKind::Flag, .help = "The event is {}, which it is without --event anyway."},
    OptionSpec{
        .name = "env-vars",
        .aliases = "-n",
        .kind = OptionKind::Path,
        .value_name = "FILE",
        .help = "Values for environment variables that the template declares, in JSON: {\"Function\": {\"NAME\": \"value\"}}; "
                "\"Parameters\" stands for all functions."},
    OptionSpec{.name = "log-file",
               .aliases = "-l",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Append the function's log to this file instead of standard error."},
    OptionSpec{.name = "no-memory-limit",
               .kind = OptionKind::Flag,
               .help = "Do not kill the function when it uses more memory than its MemorySize."},
};

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr std::array kDebugOptions{
    OptionSpec{
        .name = "debug-port",
        .aliases = "-d",
        .kind = OptionKind::Number,
        .value_name = "PORT",
        .environment = "SAM_DEBUG_PORT",
        .help =
            "Start the function under its language's debugger, which waits for you on this port of 127.0.0.1: the inspector "
            "of Node.js, debugpy of Python. There is no timeout then."},
    OptionSpec{.name = "debugger-path",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .help = "A folder with the debugger's modules (debugpy)."},
    OptionSpec{.name = "debug-args",
               .value_name = "ARGUMENTS",
               .environment = "DEBUGGER_ARGS",
               .help = "More arguments for the interpreter; for Python they take the place of cxsam's own for debugpy."},
};

constexpr std::string_view kNoImages = kNoContainers;
constexpr std::string_view kNotYet = "not possible yet";

constexpr OptionSpec without_effect(std::string_view name, OptionKind kind, std::string_view why, std::string_view aliases = "",
                                    bool negatable = false) {
  return {.name = name, .aliases = aliases, .kind = kind, .negatable = negatable, .hidden = true, .no_effect = why};
}

constexpr std::array kIgnoredOptions{
    without_effect("skip-pull-image", OptionKind::Flag, kNoImages),
    without_effect("force-image-build", OptionKind::Flag, kNoImages),
    without_effect("invoke-image", OptionKind::List, kNoImages, "-ii"),
    without_effect("docker-volume-basedir", OptionKind::Text, kNoImages, "-v"),
    without_effect("docker-network", OptionKind::Text, kNoImages),
    without_effect("container-env-vars", OptionKind::Path, kNoImages),
    without_effect("container-host", OptionKind::Text, kNoImages),
    without_effect("container-host-interface", OptionKind::Text, kNoImages),
    without_effect("container-dns", OptionKind::List, kNoImages),
    without_effect("add-host", OptionKind::List, kNoImages),
    without_effect("mount-symlinks", OptionKind::Flag, kNoImages, "", true),
    without_effect("shutdown", OptionKind::Flag, "functions have no extensions to shut down for"),
    without_effect("layer-cache-basedir", OptionKind::Path, "layers of other accounts are not fetched yet"),
    without_effect("runtime", OptionKind::Text, "the template says which runtime a function has", "-r"),
    without_effect("tenant-id", OptionKind::Text, kNotYet),
    without_effect("durable-execution-name", OptionKind::Text, kNotYet),
    without_effect("language-extensions", OptionKind::Flag, kNoLanguageExtensions, "", true),
    without_effect("hook-name", OptionKind::Text, kNoTerraform),
    without_effect("terraform-plan-file", OptionKind::Path, kNoTerraform),
    without_effect("skip-prepare-infra", OptionKind::Flag, kNoTerraform, "--prepare-infra"),
};

constexpr std::array kGroups{OptionGroup{"Call", kCallOptions}, OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Debugging", kDebugOptions}, OptionGroup{"Without effect", kIgnoredOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

std::optional<std::filesystem::path> path_of(const config::Values& options, std::string_view name) {
  const auto text = options.text(name);
  if (!text) return std::nullopt;
  return *text;
}

int run(Context& context) {
  const config::Values& values = context.options;
  local::InvokeOptions options;
  options.template_file = values.text("template-file");
  if (!context.arguments.empty()) options.function = context.arguments.front();
  if (!values.flag("no-event")) options.event = values.text("event");
  options.env_vars = path_of(values, "env-vars");
  options.log_file = path_of(values, "log-file");
  auto parameters = tmpl::parse_parameter_overrides(values.list("parameter-overrides"));
  if (!parameters) return report(context.terminal, parameters.error());
  options.parameters = std::move(*parameters);
  options.region = values.text("region");
  // AWS_PROFILE does not win over keys in the environment, as `--profile` does.
  if (values.origin("profile") != config::Origin::Environment) options.profile = values.text("profile");
  options.no_memory_limit = values.flag("no-memory-limit");
  if (const auto port = values.number("debug-port")) {
    if (*port < 1 || *port > 65535) return report(context.terminal, Error{"`--debug-port` must be between 1 and 65535"});
    options.debug_port = static_cast<std::uint16_t>(*port);
  }
  options.debug_arguments = values.text_or("debug-args", "");
  options.debugger_path = values.text_or("debugger-path", "");
  return local::invoke_function(options, context.terminal);
}

}  // namespace

extern const Command command_local_invoke{
    .name = "local invoke",
    .summary = "Call a function once on this machine",
    .description =
        "Runs one function of the template as a process of this machine and calls it with an event. The answer goes to "
        "standard "
        "output, what the function prints and Lambda's START, END and REPORT lines go to standard error.\n\n"
        "Where there is a build (.aws-sam/build) its template is used. Without a function's name the template must have only "
        "one. "
        "The exit code is 0 also when the function fails: that is an answer too.",
    .arguments = "[FUNCTION]",
    .max_arguments = 1,
    .examples =
        "cxsam local invoke\ncxsam local invoke HelloFunction -e events/event.json\necho '{\"name\": \"Ali\"}' | cxsam local "
        "invoke HelloFunction -e -",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
