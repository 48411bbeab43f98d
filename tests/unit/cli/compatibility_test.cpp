// docs/compatibility.md says of every option what it is here; the option tables must agree.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/sam_commands.h"

using namespace cxsam;
using cli::OptionSpec;

namespace {

struct Row {
  std::vector<std::string> spellings;
  std::string status;
  std::string remark;
};

/// The words between backticks of a table's cell.
std::vector<std::string> code_words(std::string_view cell) {
  std::vector<std::string> words;
  const auto parts = split(cell, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2) words.emplace_back(parts[i]);
  return words;
}

/// "### build" -> its rows.
std::map<std::string, std::vector<Row>> read_sections() {
  const auto text = read_file(std::filesystem::path(CXSAM_SOURCE_DIR) / "docs" / "compatibility.md");
  REQUIRE(text);
  std::map<std::string, std::vector<Row>> sections;
  std::string section;
  for (const std::string_view line : split(*text, '\n')) {
    if (line.starts_with("### ")) section = line.substr(4);
    if (section.empty() || !line.starts_with("| `-")) continue;
    const auto cells = split(line, '|');
    REQUIRE(cells.size() >= 4);
    sections[section].push_back({code_words(cells[1]), std::string(trim(cells[2])), std::string(trim(cells[3]))});
  }
  return sections;
}

const OptionSpec* find_option(const cli::Command& command, std::string_view spelling) {
  for (const cli::OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      const auto all = config::spellings(option);
      if (std::ranges::find(all, spelling) != all.end()) return &option;
    }
  }
  return nullptr;
}

const cli::Command* find_command(std::string_view name) {
  const auto commands = cli::all_commands();
  const auto found = std::ranges::find(commands, name, &cli::Command::name);
  return found == commands.end() ? nullptr : *found;
}

/// What only cxsam has is described as its help begins.
void check_remark(const OptionSpec& option, std::string_view remark) {
  const std::string help =
      option.no_effect.empty() ? std::string(option.help) : "No effect: " + std::string(option.no_effect) + ".";
  INFO("the help is: " << help);
  CHECK_FALSE(remark.empty());
  CHECK(help.starts_with(remark));
}

void check_row(const cli::Command& command, const Row& row) {
  const OptionSpec* first = find_option(command, row.spellings.front());
  if (row.status == "not yet") {
    CHECK(first == nullptr);
    return;
  }
  for (const std::string& spelling : row.spellings) {
    INFO(spelling);
    CHECK(find_option(command, spelling) != nullptr);
    CHECK(find_option(command, spelling) == first);
  }
  if (first == nullptr) return;
  CHECK((row.status == "cxsam only") == first->only_here);
  if (row.status == "cxsam only")
    check_remark(*first, row.remark);
  else
    CHECK((row.status == "no effect") == !first->no_effect.empty());
}

}  // namespace

TEST_CASE("compatibility: what the page says of an option is so") {
  for (const auto& [name, rows] : read_sections()) {
    const cli::Command* command = find_command(name);
    INFO("command " << name);
    REQUIRE(command != nullptr);
    for (const Row& row : rows) {
      INFO(row.spellings.front() << " is said to be: " << row.status);
      const std::vector<std::string> statuses{"same", "differs", "no effect", "refused", "not yet", "cxsam only"};
      CHECK(std::ranges::find(statuses, row.status) != statuses.end());
      check_row(*command, row);
    }
  }
}

TEST_CASE("compatibility: every option of a command of SAM CLI is on the page") {
  for (const auto& [name, rows] : read_sections()) {
    const cli::Command* command = find_command(name);
    REQUIRE(command != nullptr);
    for (const cli::OptionGroup& group : command->groups) {
      for (const OptionSpec& option : group.options) {
        INFO(name << " --" << option.name << " is missing in docs/compatibility.md");
        CHECK(std::ranges::any_of(rows, [&](const Row& row) {
          return std::ranges::find(row.spellings, "--" + std::string(option.name)) != row.spellings.end();
        }));
      }
    }
  }
}

TEST_CASE("compatibility: a command that is here is not told to be missing") {
  for (const cli::Command* command : cli::all_commands()) {
    INFO(command->name);
    CHECK_FALSE(cli::not_yet(command->name));
  }
}
