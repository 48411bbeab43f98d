#include "cli/local_options.h"

#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "base/error_text.h"
#include "base/text.h"
#include "cli/hooks.h"
#include "cli/template_options.h"
#include "cli/text_style.h"
#include "system/cache.h"

namespace cxsam::cli {
namespace {

/// In SAM CLI's words.
std::optional<Error> find_fault_of_debugger(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return Error{"'" + path + "' could not be found."};
  if (std::filesystem::is_directory(status)) return std::nullopt;
  return Error{"'" + path + "' should be a directory with the debugger in it."};
}

/// `--debug-port`, whose number fault_of_calling() has checked.
Result<std::optional<runtime::Debugging>> read_debugging(const config::Values& values) {
  const std::vector<std::string> ports = values.list("debug-port");
  if (ports.empty()) return std::nullopt;
  const auto port = static_cast<std::uint16_t>(parse_int(ports.front()).value_or(0));
  runtime::Debugging debugging{.port = port, .arguments = {}, .debugger_path = {}};
  const std::string arguments = values.text_or("debug-args", "");
  for (const std::string_view argument : split(arguments, ' ')) {
    if (!argument.empty()) debugging.arguments.emplace_back(argument);
  }
  if (const auto path = values.text("debugger-path")) {
    if (auto fault = find_fault_of_debugger(*path)) return fail(std::move(*fault));
    debugging.debugger_path = std::filesystem::absolute(*path);
  }
  return debugging;
}

std::vector<local::GivenImage> read_images(const config::Values& values) {
  std::vector<local::GivenImage> images;
  for (const std::string& given : values.list("image")) {
    const std::size_t equals = given.find('=');
    const bool named = equals != std::string::npos && !std::filesystem::exists(given);
    images.push_back({.function = named ? given.substr(0, equals) : "",
                      .path = std::filesystem::absolute(named ? given.substr(equals + 1) : given)});
  }
  return images;
}

/// Has no effect, and is wrong all the same where it is none.
std::optional<Error> find_fault_of_hosts(const config::Values& values) {
  for (const std::string& host : values.list("add-host"))
    if (host.find(':') == std::string::npos) return Error{"`--add-host` is of the form HOST:ADDRESS, not `" + host + "`"};
  return std::nullopt;
}

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

}  // namespace

local::Form read_form(const config::Values& values) {
  return values.text("log-format") == "json" ? local::Form::Json : local::Form::Text;
}

Result<local::FunctionSettings> read_function_settings(const config::Values& values) {
  if (auto fault = find_fault_of_hosts(values)) return fail(std::move(*fault));
  std::optional<std::filesystem::path> variables;
  if (const auto path = values.text("env-vars")) variables = *path;
  std::optional<std::string> profile;  // AWS_PROFILE does not win over keys in the environment, as `--profile` does
  if (values.origin("profile") != config::Origin::Environment) profile = values.text("profile");
  auto settings = local::read_function_settings(variables, profile, values.text("region"));
  if (!settings) return settings;
  auto debugging = read_debugging(values);
  if (!debugging) return fail(debugging.error());
  settings->debugging = std::move(*debugging);
  settings->images = read_images(values);
  settings->memory_limited = !values.flag("no-memory-limit") && !values.flag("no-limits");
  settings->cpu_share = values.flag("cpu-share");
  settings->time_limited = !values.flag("no-limits");
  settings->layer_cache = values.text_or("layer-cache-basedir", (system::cache_folder() / "layers").string());
  if (const auto path = values.text("journal")) {
    auto journal = local::JournalFile::open(*path);
    if (!journal) return fail(std::move(journal.error()));
    settings->journal = std::move(*journal);
  }
  return settings;
}

void pretend_as_sam(const Context& context, tmpl::ParameterOverrides& parameters) {
  if (!context.as_sam) return;
  parameters.try_emplace("AWS::URLSuffix", "localhost");
  parameters.try_emplace("AWS::StackId",
                         "arn:aws:cloudformation:us-east-1:123456789012:stack/local/51af3dc0-da77-11e4-872e-1234567db123");
}

void warn_of_credentials(system::Terminal& terminal, const local::FunctionSettings& settings) {
  if (!settings.no_credentials) return;
  Error error = *settings.no_credentials;
  error.message = "functions get stand-ins for AWS credentials: " + error.message;
  std::string text = error_text(error);
  terminal.err("Warning" + text.substr(text.find(':')));
}

local::Address read_address(const config::Values& values) {
  return {.host = values.text_or("host", "127.0.0.1"), .port = static_cast<std::uint16_t>(values.number("port").value_or(0))};
}

std::optional<Error> fault_of_calling(const Context& context) {
  if (auto fault = fault_of_hooks(context)) return fault;
  for (const std::string& given : context.options.list("debug-port")) {
    const std::int64_t port = parse_int(given).value_or(0);
    if (port < 1 || port > std::numeric_limits<std::uint16_t>::max())
      return Error{fmt::format("`--debug-port` is a whole number between 1 and 65535, not `{}`", given)};
  }
  return std::nullopt;
}

std::optional<Error> fault_of_serving(const Context& context) {
  if (auto fault = fault_of_calling(context)) return fault;
  const std::int64_t port = context.options.number("port").value_or(0);
  if (port >= 0 && port <= std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
  return Error{fmt::format("`--port` is a whole number between 0 and 65535, not `{}`", port)};
}

Result<local::ServeOptions> read_serve_options(const Context& context) {
  const config::Values& values = context.options;
  auto choice = read_template_choice(values);
  if (!choice) return fail(choice.error());
  auto functions = read_function_settings(values);
  if (!functions) return fail(functions.error());
  warn_of_credentials(context.terminal, *functions);
  local::ServeOptions options;
  options.template_file = std::move(choice->file);
  options.parameters = std::move(choice->parameters);
  pretend_as_sam(context, options.parameters);
  options.build_arguments = build_arguments(values);
  options.environment.region = functions->region;
  options.functions = std::move(*functions);
  options.functions.as_sam = context.as_sam;
  options.eager = values.text("warm-containers") == "EAGER";
  options.watch = !values.flag("no-watch");
  options.as_sam = context.as_sam || values.flag("sam-compat");
  options.form = read_form(values);
  options.style = style_of_err(context.terminal);
  options.log_file = values.text("log-file");
  return options;
}

}  // namespace cxsam::cli
