// docs/reference/commands.md is made from the tables; CXSAM_UPDATE=1 rewrites it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/help.h"
#include "tests/support/diff.h"

using namespace cxsam;
using cli::OptionKind;
using cli::OptionSpec;

namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string value_of(const OptionSpec& option) {
  if (option.kind == OptionKind::Flag) return "";
  if (!option.value_name.empty()) return " " + std::string(option.value_name);
  return option.kind == OptionKind::Number ? " NUMBER" : " VALUE";
}

std::string facts_of(const OptionSpec& option, bool has_config) {
  std::vector<std::string> facts;
  if (option.kind == OptionKind::List)
    facts.emplace_back(option.several_words ? "takes several words, repeatable" : "repeatable");
  if (!option.choices.empty()) facts.push_back("one of " + replace_all(std::string(option.choices), ",", ", "));
  if (!option.default_value.empty()) facts.push_back("default " + code(option.default_value));
  for (const std::string_view variable : split(option.environment, ' ')) {
    if (!variable.empty()) facts.push_back("environment " + code(variable));
  }
  if (has_config) facts.push_back("key " + code(config::config_key(option.name)));
  return facts.empty() ? "" : " (" + join(facts, "; ") + ")";
}

std::string option_line(const OptionSpec& option, bool has_config) {
  std::vector<std::string> names;
  for (const std::string& spelling : config::spellings(option)) names.push_back(code(spelling));
  names.front() = code("--" + std::string(option.name) + value_of(option));
  std::string text(option.help);
  if (!option.no_effect.empty()) text = trim(text + " No effect: " + std::string(option.no_effect) + ".");
  return "- " + join(names, ", ") + ": " + text + facts_of(option, has_config) + "\n";
}

bool has_config_file(const cli::Command& command) {
  for (const cli::OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      if (option.name == "config-file") return true;
    }
  }
  return false;
}

/// A line for each command that is made from data, with the defaults of its own options.
std::string below(const cli::Command& command) {
  std::string out = "\n| command | what | options and their defaults |\n| --- | --- | --- |\n";
  for (const cli::Command* each : command.below()) {
    std::vector<std::string> options;
    for (const OptionSpec& option : each->groups.front().options)
      options.push_back(code("--" + std::string(option.name)) + " " + code(option.default_value));
    out += "| " + code(each->name.substr(command.name.size() + 1)) + " | " + std::string(each->summary) + " | " +
           join(options, ", ") + " |\n";
  }
  return out +
         "\nEach also takes `--config-file`, `--config-env`, `--debug` and `--save-params`; its table in samconfig.toml is "
         "`[default." +
         config::config_key(command.name) + "_SERVICE_EVENT.parameters]`.\n";
}

std::string command_section(const cli::Command& command) {
  const bool has_config = has_config_file(command);
  std::string out = "\n## " + std::string(command.name) + "\n" + std::string(command.summary) + ".\n\n```\n" +
                    cli::usage_line(command, "cxsam") + "\n```\n\n" + std::string(trim(command.description)) + "\n";
  for (const cli::OptionGroup& group : command.groups) {
    out += "\n**" + std::string(group.title) + "**\n\n";
    for (const OptionSpec& option : group.options) out += option_line(option, has_config);
  }
  if (command.below != nullptr) out += below(command);
  if (!command.examples.empty()) out += "\n```\n" + std::string(trim(command.examples)) + "\n```\n";
  if (has_config) out += "\nTable in samconfig.toml: `[default." + config::config_key(command.name) + ".parameters]`.\n";
  return out;
}

std::string reference_page() {
  std::string page =
      "# Commands\n"
      "Made from the tables in `cli/commands/` by `tests/unit/cli/reference_test.cpp`; do not edit.\n\n"
      "An option's value comes from the command line, else its environment variable, else the command's table in "
      "samconfig.toml, "
      "else `[default.global.parameters]`, else the default.\n\n"
      "`cxsam --help` lists the commands, `cxsam COMMAND --help` is the page of one, `cxsam --version` and `cxsam --info` "
      "(JSON) say "
      "what is installed. Exit codes: 0 done; 1 failed, or findings; 2 wrong use; 70 a bug in cxsam; 130 interrupted.\n";
  for (const cli::Command* command : cli::all_commands()) page += command_section(*command);
  return page;
}

}  // namespace

TEST_CASE("reference: docs/reference/commands.md is what the tables say") {
  const std::filesystem::path path = std::filesystem::path(CXSAM_SOURCE_DIR) / "docs" / "reference" / "commands.md";
  const std::string page = reference_page();
  const std::string committed = read_file(path).value_or("");
  const char* update = std::getenv("CXSAM_UPDATE");
  if (update != nullptr && std::string_view(update) == "1") {
    if (committed != page) REQUIRE(write_file_atomically(path, page));
    return;
  }
  INFO("Options or commands have changed: CXSAM_UPDATE=1 build/dev/tests/unit_tests \"reference*\" renews the page.\n"
       << test::diff_lines(committed, page));
  CHECK((committed == page));
}
