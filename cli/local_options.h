// Options of the commands that run functions on this machine.
#pragma once

#include <array>
#include <optional>

#include "cli/options.h"
#include "local/address.h"
#include "local/functions.h"
#include "local/serve.h"
#include "local/view/view.h"
#include "system/terminal.h"

namespace cxsam::cli {

inline constexpr std::array kFunctionOptions{
    OptionSpec{
        .name = "env-vars",
        .aliases = "-n",
        .kind = OptionKind::Path,
        .value_name = "FILE",
        .help = "Values for environment variables that the template declares, in JSON: {\"Function\": {\"NAME\": \"value\"}}; "
                "\"Parameters\" stands for all functions. Or lines NAME=value (.env) for all functions."},
    OptionSpec{.name = "log-file",
               .aliases = "-l",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Append the log to this file instead of standard error."},
    OptionSpec{.name = "log-format",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "How everything that happens is told: in lines for people, or as JSON objects, one a line.",
               .only_here = true},
    OptionSpec{
        .name = "journal",
        .kind = OptionKind::Path,
        .value_name = "FILE",
        .help = "Add each call with its event, its answer and all that happened meanwhile to this file, as JSON objects, one a "
                "line: for `local replay` and `local logs`. Events may hold what is secret.",
        .only_here = true},
    OptionSpec{
        .name = "layer-cache-basedir",
        .kind = OptionKind::Path,
        .value_name = "FOLDER",
        .help = "Where layers are kept that the template names by their ARN; they are fetched once, with your credentials."},
    OptionSpec{
        .name = "image",
        .kind = OptionKind::List,
        .value_name = "[FUNCTION=]PATH",
        .help =
            "The container image of a function, or of all that have one: a folder with its file system, an OCI layout, or a "
            "tar archive (docker save). Without it ImageUri may name such a file or folder.",
        .only_here = true},
    OptionSpec{.name = "cpu-share",
               .kind = OptionKind::Flag,
               .help = "Give a function as much of the processors as its MemorySize has on Lambda (1,769 MB are one "
                       "processor), where this "
                       "machine lets control groups be made.",
               .only_here = true},
    OptionSpec{.name = "no-memory-limit",
               .kind = OptionKind::Flag,
               .help = "Do not kill a function that uses more memory than its MemorySize."},
    OptionSpec{.name = "no-limits",
               .kind = OptionKind::Flag,
               .help = "Kill a function neither for its memory nor for its Timeout.",
               .only_here = true},
};

inline constexpr std::array kDebugOptions{
    OptionSpec{
        .name = "debug-port",
        .aliases = "-d",
        .kind = OptionKind::Number,
        .value_name = "PORT",
        .environment = "SAM_DEBUG_PORT",
        .help =
            "Start the function under its language's debugger, which waits for you on this port of 127.0.0.1: the inspector "
            "of Node.js, debugpy of Python, JDWP of Java, Delve for programs. There is no timeout then."},
    OptionSpec{.name = "debugger-path",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .help = "A folder with the debugger: debugpy's modules, or dlv."},
    OptionSpec{.name = "debug-args",
               .value_name = "ARGUMENTS",
               .environment = "DEBUGGER_ARGS",
               .help = "More arguments for the interpreter; for Python and Java they take the place of cxsam's own, for "
                       "programs that of Delve."},
};

constexpr OptionSpec without_effect(std::string_view name, OptionKind kind, std::string_view why, std::string_view aliases = "",
                                    bool negatable = false) {
  return {.name = name, .aliases = aliases, .kind = kind, .negatable = negatable, .hidden = true, .no_effect = why};
}

/// Accepted as SAM CLI does.
inline constexpr std::array kLocalIgnoredOptions{
    without_effect("skip-pull-image", OptionKind::Flag, kNoContainers),
    without_effect("force-image-build", OptionKind::Flag, kNoContainers),
    without_effect("invoke-image", OptionKind::List, kNoContainers, "-ii"),
    without_effect("docker-volume-basedir", OptionKind::Text, kNoContainers, "-v"),
    without_effect("docker-network", OptionKind::Text, kNoContainers),
    without_effect("container-env-vars", OptionKind::Path, kNoContainers),
    without_effect("container-host", OptionKind::Text, kNoContainers),
    without_effect("container-host-interface", OptionKind::Text, kNoContainers),
    without_effect("container-dns", OptionKind::List, kNoContainers),
    without_effect("add-host", OptionKind::List, kNoContainers),
    without_effect("shutdown", OptionKind::Flag, "extensions hear of the end whenever a function ends"),
    kLanguageExtensions,
    kHookName,
    without_effect("terraform-plan-file", OptionKind::Path, kNoTerraform),
    without_effect("skip-prepare-infra", OptionKind::Flag, kNoTerraform, "--prepare-infra"),
};

/// Where a command listens; `port` is its own.
constexpr std::array<OptionSpec, 2> address_options(std::string_view port) {
  return {OptionSpec{.name = "host",
                     .value_name = "ADDRESS",
                     .default_value = "127.0.0.1",
                     .help = "The address to listen on. Anything but 127.0.0.1 opens your functions to others."},
          OptionSpec{.name = "port",
                     .aliases = "-p",
                     .kind = OptionKind::Number,
                     .value_name = "PORT",
                     .default_value = port,
                     .help = "The port to listen on; 0 takes any that is free and says which."}};
}

inline constexpr std::array kServeOptions{
    OptionSpec{.name = "warm-containers",
               .kind = OptionKind::Choice,
               .value_name = "WHEN",
               .choices = "EAGER,LAZY",
               .help = "When functions are started: EAGER at once, LAZY (and without this option) with their first request. "
                       "They stay warm either way."},
    OptionSpec{.name = "no-watch", .kind = OptionKind::Flag, .help = "Do not follow changes of code and template."},
};

inline constexpr OptionSpec kMountSymlinks = without_effect("mount-symlinks", OptionKind::Flag, kNoContainers, "", true);

inline constexpr std::array kServeIgnoredOptions{
    only_here(kMountSymlinks),
    without_effect("debug-function", OptionKind::Text, "every function is debugged"),
};

/// `--log-format`.
local::Form read_form(const config::Values& values);

/// What kFunctionOptions, kDebugOptions, --profile and --region say.
Result<local::FunctionSettings> read_function_settings(const config::Values& values);

/// What SAM CLI's local commands take for pseudo parameters and cxsam does not, for who called it so.
void pretend_as_sam(const Context& context, tmpl::ParameterOverrides& parameters);

/// Says so when the credentials that the user has set up cannot be had.
void warn_of_credentials(system::Terminal& terminal, const local::FunctionSettings& settings);

/// `--host` and `--port`, whose number fault_of_serving() has checked.
local::Address read_address(const config::Values& values);

/// For Command::wrong_use of what calls functions.
std::optional<Error> fault_of_calling(const Context& context);

/// The same of what listens.
std::optional<Error> fault_of_serving(const Context& context);

/// What commands that serve have in common: all but where they listen. Says so when credentials cannot be had.
Result<local::ServeOptions> read_serve_options(const Context& context);

}  // namespace cxsam::cli
