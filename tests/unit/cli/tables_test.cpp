// Walks the tables of all commands: what no compiler checks in them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/text.h"
#include "cli/command.h"

using namespace cxsam;
using cli::OptionKind;
using cli::OptionSpec;

namespace {

std::vector<const OptionSpec*> options_of(const cli::Command& command) {
  std::vector<const OptionSpec*> options;
  for (const cli::OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) options.push_back(&option);
  }
  return options;
}

bool is_sentence(std::string_view text) { return text.ends_with('.') || text.ends_with('?'); }

}  // namespace

TEST_CASE("tables: every command can be found, run and read about") {
  std::set<std::string_view> names;
  for (const cli::Command* command : cli::all_commands()) {
    INFO(command->name);
    CHECK(names.insert(command->name).second);
    CHECK((command->run != nullptr) == (command->below == nullptr));
    CHECK_FALSE(command->summary.empty());
    CHECK_FALSE(command->summary.ends_with('.'));
    CHECK(is_sentence(trim(command->description)));
    {
      INFO("it has no `.area`, the heading under which `cxsam --help` shows it");
      CHECK(command->area != "Commands");
    }
    CHECK((command->max_arguments == 0) == command->arguments.empty());
    bool shows_command = false;
    for (const std::string_view line : split(trim(command->examples), '\n')) {
      INFO(line);
      shows_command = shows_command || line.find("cxsam " + std::string(command->name)) != std::string_view::npos;
      CHECK((line.find("cxsam ") != std::string_view::npos || line.empty() || line.starts_with('#') ||
             line.starts_with("curl ")));
      CHECK(line.size() <= 78);  // behind two blanks it fits into 80 columns
    }
    CHECK((shows_command || command->examples.empty()));
  }
}

TEST_CASE("tables: no spelling of an option means two things") {
  for (const cli::Command* command : cli::all_commands()) {
    std::set<std::string> spellings{"--help", "-h"};
    for (const OptionSpec* option : options_of(*command)) {
      for (const std::string& spelling : config::spellings(*option)) {
        INFO(command->name << " " << spelling);
        CHECK(spelling.starts_with('-'));
        CHECK(spellings.insert(spelling).second);
      }
    }
  }
}

TEST_CASE("tables: every option says what it does, in sentences") {
  for (const cli::Command* command : cli::all_commands()) {
    for (const OptionSpec* option : options_of(*command)) {
      INFO(command->name << " --" << option->name);
      if (option->no_effect.empty()) CHECK(is_sentence(option->help));
      CHECK_FALSE(option->no_effect.ends_with('.'));
    }
  }
}

TEST_CASE("tables: kinds fit their choices and defaults") {
  for (const cli::Command* command : cli::all_commands()) {
    for (const OptionSpec* option : options_of(*command)) {
      INFO(command->name << " --" << option->name);
      CHECK((option->kind == OptionKind::Choice) == !option->choices.empty());
      if (option->negatable) CHECK(option->kind == OptionKind::Flag);
      if (option->several_words) CHECK(option->kind == OptionKind::List);
      if (option->default_value.empty()) continue;
      if (option->kind == OptionKind::Number) CHECK(parse_int(option->default_value));
      if (option->kind == OptionKind::Choice) {
        const auto choices = split(option->choices, ',');
        CHECK(std::ranges::find(choices, option->default_value) != choices.end());
      }
    }
  }
}
