#include "cli/local_options.h"

#include "base/error_text.h"
#include "base/text.h"

namespace cxsam::cli {
namespace {

Result<std::optional<runtime::Debugging>> read_debugging(const config::Values& values) {
  const std::vector<std::string> ports = values.list("debug-port");
  if (ports.empty()) return std::nullopt;
  const auto port = parse_int(ports.front());
  if (!port || *port < 1 || *port > 65535)
    return fail("`--debug-port` is a number from 1 to 65535, not `" + ports.front() + "`");
  runtime::Debugging debugging{.port = static_cast<std::uint16_t>(*port), .arguments = {}, .debugger_path = {}};
  const std::string arguments = values.text_or("debug-args", "");
  for (const std::string_view argument : split(arguments, ' ')) {
    if (!argument.empty()) debugging.arguments.emplace_back(argument);
  }
  if (const auto path = values.text("debugger-path")) debugging.debugger_path = std::filesystem::absolute(*path);
  return debugging;
}

}  // namespace

local::Form read_form(const config::Values& values) {
  return values.text("log-format") == "json" ? local::Form::Json : local::Form::Text;
}

Result<local::FunctionSettings> read_function_settings(const config::Values& values) {
  std::optional<std::filesystem::path> variables;
  if (const auto path = values.text("env-vars")) variables = *path;
  std::optional<std::string> profile;  // AWS_PROFILE does not win over keys in the environment, as `--profile` does
  if (values.origin("profile") != config::Origin::Environment) profile = values.text("profile");
  auto settings = local::read_function_settings(variables, profile, values.text("region"));
  if (!settings) return settings;
  auto debugging = read_debugging(values);
  if (!debugging) return fail(debugging.error());
  settings->debugging = std::move(*debugging);
  settings->memory_limited = !values.flag("no-memory-limit");
  return settings;
}

void warn_of_credentials(system::Terminal& terminal, const local::FunctionSettings& settings) {
  if (!settings.no_credentials) return;
  Error error = *settings.no_credentials;
  error.message = "functions get stand-ins for AWS credentials: " + error.message;
  std::string text = error_text(error);
  terminal.err("Warning" + text.substr(text.find(':')));
}

}  // namespace cxsam::cli
