#include "cli/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/text.h"

namespace cxsam::cli {
namespace {

const OptionSpec* find_option(const Command& command, std::string_view name) {
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      if (option.name == name) return &option;
    }
  }
  return nullptr;
}

/// These options are needed before the file is read, so it cannot give them.
std::optional<std::string> before_file(const Command& command, const config::Typed& typed, std::string_view name) {
  const OptionSpec* option = find_option(command, name);
  if (option == nullptr) return std::nullopt;
  if (const auto given = typed.find(name); given != typed.end()) return given->second.back();
  for (const std::string_view variable : split(option->environment, ' ')) {
    if (const auto value = environment_variable(variable); value && !value->empty()) return value;
  }
  return std::nullopt;
}

std::string_view origin_name(config::Origin origin) {
  switch (origin) {
    case config::Origin::CommandLine:
      return "command line";
    case config::Origin::Environment:
      return "environment";
    case config::Origin::ConfigFile:
      return "samconfig, the command's table";
    case config::Origin::ConfigGlobal:
      return "samconfig, the global table";
    case config::Origin::Default:
      return "default";
  }
  return "";
}

}  // namespace

std::optional<std::string> environment_variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

Result<config::Samconfig> read_settings(const Command& command, const config::Typed& typed) {
  const OptionSpec* config_file = find_option(command, "config-file");
  if (config_file == nullptr) return config::Samconfig{};
  const std::string environment = before_file(command, typed, "config-env").value_or("default");
  const std::string key = config::config_key(command.name);
  if (const auto given = before_file(command, typed, "config-file")) {
    Result<config::Samconfig> samconfig = config::read_samconfig(*given, environment, key);
    if (!samconfig) return fail(std::move(samconfig.error()).with("reading the file of `--config-file`"));
    return samconfig;
  }
  const std::optional<std::string> template_file = before_file(command, typed, "template-file");
  const std::filesystem::path folder = template_file ? std::filesystem::path(*template_file).parent_path() : "";
  const std::optional<std::filesystem::path> found = config::find_samconfig(folder);
  return found ? config::read_samconfig(*found, environment, key) : config::Samconfig{};
}

void note_options_without_effect(system::Terminal& terminal, const Command& command, const config::Values& values) {
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      const auto origin = values.origin(option.name);
      if (option.no_effect.empty() || !origin || *origin == config::Origin::Default) continue;
      // `--no-x` asks for what is the case anyway.
      if (option.kind == OptionKind::Flag && !values.flag(option.name)) continue;
      terminal.err("Note: `--" + std::string(option.name) + "` has no effect: " + std::string(option.no_effect) + "\n");
    }
  }
}

void say_where_values_came_from(system::Terminal& terminal, const Command& command, const config::Values& values) {
  if (!values.flag("debug")) return;
  for (const config::OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      const auto origin = values.origin(option.name);
      if (!origin || *origin == config::Origin::Default) continue;
      terminal.err("debug: --" + std::string(option.name) + " " + join(values.list(option.name), " ") + " (" +
                   std::string(origin_name(*origin)) + ")\n");
    }
  }
}

}  // namespace cxsam::cli
