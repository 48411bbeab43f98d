// `local start-api`: the APIs of a template on a port of this machine. Source: SAM CLI, "sam local start-api".
#include "cli/template_options.h"
#include "local/start_api.h"

#include <array>

#include "cli/command.h"
#include "cli/local_options.h"

namespace cxsam::cli {
namespace {

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr std::array kServerOptions{
    OptionSpec{.name = "host",
               .value_name = "ADDRESS",
               .default_value = "127.0.0.1",
               .help = "The address to listen on. Anything but 127.0.0.1 opens your functions to others."},
    OptionSpec{.name = "port",
               .aliases = "-p",
               .kind = OptionKind::Number,
               .value_name = "PORT",
               .default_value = "3000",
               .help = "The port to listen on; 0 takes any that is free and says which."},
    OptionSpec{.name = "static-dir",
               .aliases = "-s",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .default_value = "public",
               .help = "A folder whose files are served where no route answers, when it is there."},
    OptionSpec{
        .name = "disable-authorizer", .kind = OptionKind::Flag, .help = "Do not warn of authorizers that are not enforced."},
    OptionSpec{.name = "ssl-cert-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "A certificate for HTTPS. Not possible yet.",
               .hidden = true},
    OptionSpec{.name = "ssl-key-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The key of --ssl-cert-file. Not possible yet.",
               .hidden = true},
};

constexpr std::array kRunOptions{
    OptionSpec{.name = "warm-containers",
               .kind = OptionKind::Choice,
               .value_name = "WHEN",
               .choices = "EAGER,LAZY",
               .help = "When functions are started: EAGER at once, LAZY (and without this option) with their first request. "
                       "They stay warm either way."},
    OptionSpec{.name = "no-watch", .kind = OptionKind::Flag, .help = "Do not follow changes of code and template."},
};

constexpr std::array kIgnoredOptions{
    without_effect("debug-function", OptionKind::Text, "every function is debugged"),
};

constexpr std::array kGroups{OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Server", kServerOptions},
                             OptionGroup{"Running", kRunOptions},
                             OptionGroup{"Functions", kFunctionOptions},
                             OptionGroup{"Debugging", kDebugOptions},
                             OptionGroup{"Without effect", kLocalIgnoredOptions},
                             OptionGroup{"Without effect", kIgnoredOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

/// `cxsam build` on a reload gets the same parameters and configuration.
std::vector<std::string> build_arguments(const config::Values& values) {
  std::vector<std::string> words;
  for (const char* name : {"config-file", "config-env"}) {
    if (values.origin(name) != config::Origin::CommandLine) continue;
    words.push_back("--" + std::string(name));
    words.push_back(*values.text(name));
  }
  const std::vector<std::string> overrides = values.list("parameter-overrides");
  if (overrides.empty()) return words;
  words.emplace_back("--parameter-overrides");
  words.insert(words.end(), overrides.begin(), overrides.end());
  return words;
}

Result<local::StartApiOptions> read_options(const config::Values& values) {
  if (values.has("ssl-cert-file") || values.has("ssl-key-file")) {
    return fail(Error{"HTTPS is not possible yet"}.hint("leave out --ssl-cert-file and --ssl-key-file"));
  }
  const auto port = values.number("port").value_or(3000);
  if (port < 0 || port > 65535) return fail("`--port` must be between 0 and 65535");
  auto choice = read_template_choice(values);
  if (!choice) return fail(choice.error());
  auto functions = read_function_settings(values);
  if (!functions) return fail(functions.error());
  local::StartApiOptions options;
  options.template_file = std::move(choice->file);
  options.parameters = std::move(choice->parameters);
  options.build_arguments = build_arguments(values);
  options.environment.region = functions->region;
  options.functions = std::move(*functions);
  options.gateways = {.host = values.text_or("host", "127.0.0.1"),
                      .port = static_cast<std::uint16_t>(port),
                      .authorizers_disabled = values.flag("disable-authorizer"),
                      .static_folder = values.text_or("static-dir", "public")};
  options.eager = values.text("warm-containers") == "EAGER";
  options.watch = !values.flag("no-watch");
  options.form = read_form(values);
  options.log_file = values.text("log-file");
  return options;
}

int run(Context& context) {
  auto options = read_options(context.options);
  if (!options) return report(context.terminal, options.error());
  warn_of_credentials(context.terminal, options->functions);
  options->colour = context.terminal.colour_err();
  const auto served = local::start_api(*options);
  return served ? kDone : report(context.terminal, served.error());
}

}  // namespace

extern const Command command_local_start_api;
const Command command_local_start_api{
    .name = "local start-api",
    .summary = "Serve the APIs of a template on this machine",
    .description =
        "Serves the REST and HTTP APIs of the template on one port and runs the functions behind them as processes of this "
        "machine. Where `.aws-sam/build` is there, functions run from it, else straight from their source folders.\n\n"
        "Code and template are watched: a change counts from the next request on. A template with errors is shown, and the "
        "last good one is served on. Authorizers that are not enforced and whatever else does not run locally are named at "
        "start.\n\n"
        "Ctrl-C or SIGTERM ends it with exit code 0, when the requests under way are answered.",
    .arguments = "",
    .examples =
        "cxsam local start-api\ncxsam local start-api --port 8080 --warm-containers EAGER\ncurl http://127.0.0.1:3000/hello",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
