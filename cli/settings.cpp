#include "cli/settings.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iterator>

#include "base/file.h"
#include "base/text.h"
#include "cli/sam_commands.h"
#include "cli/upload_metadata.h"
#include "config/save_parameters.h"
#include "config/save_yaml.h"
#include "template/parameters.h"

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
  if (const auto given = typed.find(name); given != typed.end() && !given->second.back().empty()) return given->second.back();
  for (const std::string_view variable : split(option->environment, ' ')) {
    if (const auto value = environment_variable(variable); value && !value->empty()) return value;
  }
  return std::nullopt;
}

/// The file that is read, or else the one that would be.
std::filesystem::path samconfig_path(const Command& command, const config::Typed& typed) {
  if (const auto given = before_file(command, typed, "config-file")) return *given;
  const std::optional<std::string> template_file = before_file(command, typed, "template-file");
  const std::filesystem::path folder = template_file ? std::filesystem::path(*template_file).parent_path() : "";
  return config::find_samconfig(folder).value_or(folder / "samconfig.toml");
}

bool is_in_global_table(const config::Samconfig& samconfig, const config::SavedParameter& parameter) {
  return std::ranges::any_of(samconfig.global, [&](const config::Setting& setting) {
    return setting.key == parameter.key && setting.texts == parameter.texts;
  });
}

/// What is below a prefix belongs to the stack that is named beside it.
bool names_other_stack(const std::vector<config::Setting>& settings, const config::Typed& typed) {
  const auto named = std::ranges::find(settings, "stack_name", &config::Setting::key);
  const auto given = typed.find("stack-name");
  return named != settings.end() && given != typed.end() && named->texts.front() != given->second.back();
}

/// The Region is saved for all commands, as SAM CLI saves it, unless the command's own table names one.
bool is_for_all_commands(const config::Samconfig& samconfig, const config::SavedParameter& parameter) {
  return parameter.key == "region" &&
         std::ranges::find(samconfig.command, "region", &config::Setting::key) == samconfig.command.end();
}

/// What can stand in a table; nothing where a word names a file.
tmpl::ParameterOverrides assigned(const std::vector<std::string>& words) {
  const auto names_file = [](const std::string& word) { return word.starts_with("file://"); };
  if (std::ranges::any_of(words, names_file)) return {};
  return tmpl::parse_parameter_overrides(words).value_or(tmpl::ParameterOverrides{});
}

/// What stands in a table of its own in samconfig.toml.
tmpl::ParameterOverrides members_of(const OptionSpec& option, const std::vector<std::string>& texts) {
  if (option.assignments) return assigned(texts);
  if (option.name != "metadata") return {};
  const auto pairs = read_metadata(texts.back());
  return pairs ? tmpl::ParameterOverrides(pairs->begin(), pairs->end()) : tmpl::ParameterOverrides{};
}

/// As typed, and the Region that counts because the environment names it, which SAM CLI saves with all else.
config::Typed with_region(const Command& command, config::Typed typed, const config::Samconfig& samconfig) {
  const auto names_region = [](const config::Setting& setting) { return setting.key == "region"; };
  const bool is_configured =
      std::ranges::any_of(samconfig.command, names_region) || std::ranges::any_of(samconfig.global, names_region);
  if (find_option(command, "region") == nullptr || typed.contains("region") || is_configured) return typed;
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    const auto region = environment_variable(name);
    if (!region || region->empty()) continue;
    typed["region"] = {*region};
    break;
  }
  return typed;
}

/// Values of assignments may be secrets: only what they are assigned to is shown.
std::string shown_value(const OptionSpec& option, const config::Values& values) {
  std::vector<std::string> words = values.list(option.name);
  if (!option.assignments) return join(words, " ");
  for (std::string& word : words)
    if (!word.starts_with("file://")) word = word.substr(0, word.starts_with('{') ? 0 : word.find('=')) + "=*****";
  return join(words, " ");
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
  const std::filesystem::path path = samconfig_path(command, typed);
  const bool was_asked_for = before_file(command, typed, "config-file").has_value();
  const bool will_be_made = typed.contains("save-params") || typed.contains("guided");
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored) && (!was_asked_for || will_be_made)) return config::Samconfig{};
  const std::string key = config::config_key(command.name);
  const std::vector<std::string> commands = commands_with_tables();
  Result<config::Samconfig> samconfig = config::read_samconfig(path, {environment, key, commands});
  if (samconfig && !command.also_reads.empty()) {
    const auto other = config::read_samconfig(path, {environment, config::config_key(command.also_reads), commands});
    const auto counts = [&](const config::Setting& setting) {
      return setting.key != "s3_prefix" || !names_other_stack(other->command, typed);
    };
    if (other) std::ranges::copy_if(other->command, std::inserter(samconfig->global, samconfig->global.begin()), counts);
  }
  if (!samconfig && was_asked_for) return fail(std::move(samconfig.error()).with("reading the file of `--config-file`"));
  return samconfig;
}

Result<void> save_typed_options(system::Terminal& terminal, const Command& command, const config::Typed& typed,
                                const config::Samconfig& samconfig) {
  static constexpr std::array<std::string_view, 3> kNotSaved{"config-file", "config-env", "save-params"};
  std::vector<config::SavedParameter> parameters;
  std::vector<config::SavedParameter> global;
  std::vector<std::string> keys;
  for (const auto& [name, texts] : with_region(command, typed, samconfig)) {
    if (std::ranges::find(kNotSaved, name) != kNotSaved.end()) continue;
    const OptionSpec& option = *find_option(command, name);
    config::SavedParameter parameter{config::config_key(name), option.kind, texts};
    parameter.members = members_of(option, texts);
    if (is_in_global_table(samconfig, parameter)) continue;
    keys.push_back(parameter.key);
    const bool is_global = is_for_all_commands(samconfig, parameter);
    (is_global ? global : parameters).push_back(std::move(parameter));
  }
  const std::filesystem::path path = samconfig_path(command, typed);
  const std::string environment = before_file(command, typed, "config-env").value_or("default");
  const bool yaml = path.extension() == ".yaml" || path.extension() == ".yml";
  if (!yaml && path.extension() != ".toml")
    return fail("`--save-params` writes TOML and YAML files, not `" + path.string() + "`");
  std::error_code ignored;
  const Result<std::string> old = std::filesystem::exists(path, ignored) ? read_file(path) : std::string();
  if (!old) return fail(old.error());
  const auto save = yaml ? config::save_yaml_parameters : config::save_parameters;
  auto text = save(path.string(), *old, environment, config::config_key(command.name), parameters);
  if (text && !global.empty()) text = save(path.string(), *text, environment, "global", global);
  if (!text) return fail(Error{text.error()}.with("saving options in `" + path.string() + "`"));
  if (Result<void> written = write_file_atomically(path, *text); !written) return written;
  terminal.err("Saved parameters to config file '" + path.string() + "' under environment '" + environment +
               "': " + join(keys, ", ") + "\n");
  return {};
}

void note_options_without_effect(system::Terminal& terminal, const Command& command, const config::Values& values) {
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      const auto origin = values.origin(option.name);
      // What stands in the environment or the global table is meant for many commands.
      const bool meant_for_this = origin == config::Origin::CommandLine || origin == config::Origin::ConfigFile;
      if (option.no_effect.empty() || !meant_for_this) continue;
      if (option.kind == OptionKind::List && values.list(option.name).empty()) continue;
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
      terminal.err("debug: --" + std::string(option.name) + " " + shown_value(option, values) + " (" +
                   std::string(origin_name(*origin)) + ")\n");
    }
  }
}

}  // namespace cxsam::cli
