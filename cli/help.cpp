#include "cli/help.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "cli/command_tree.h"
#include "cli/option_words.h"
#include "cli/wrap.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kWidestLabel = 30;
constexpr std::array<std::string_view, 6> kAreas{
    "Start", "Check", "Build and hand over", "Run locally", "Look after what is deployed", "For your shell"};

std::string heading(std::string_view title, const HelpStyle& style) {
  return style.colour ? "\x1b[1m" + std::string(title) + ":\x1b[0m\n" : std::string(title) + ":\n";
}

struct Row {
  std::string label;
  std::string text;
};

/// Two columns; a label that is too wide stands on a line of its own.
std::string table(const std::vector<Row>& rows, std::size_t width) {
  std::size_t widest = 0;
  for (const Row& row : rows) {
    const std::size_t size = display_width(row.label);
    if (size <= kWidestLabel) widest = std::max(widest, size);
  }
  const std::size_t column = widest + 4;
  std::string out;
  for (const Row& row : rows) {
    out += "  " + row.label;
    const std::size_t size = display_width(row.label);
    if (size > widest) {
      out += '\n';
      out.append(column, ' ');
    } else {
      out.append(column - size - 2, ' ');
    }
    out += replace_all(wrap(row.text, width, column, column), kUnbroken, " ") + "\n";
  }
  return out;
}

std::string option_groups(const Command& command, const HelpStyle& style) {
  std::string out;
  for (const OptionGroup& group : command.groups) {
    std::vector<Row> rows;
    for (const OptionSpec& option : group.options) {
      if (is_shown(option)) rows.push_back({option_label(option), option_text(option)});
    }
    if (!rows.empty()) out += "\n" + heading(group.title, style) + table(rows, style.width);
  }
  return out;
}

std::string without_effect(const Command& command, const HelpStyle& style) {
  const std::vector<std::string> names = names_without_effect(command);
  if (names.empty()) return "";
  return "\n" + heading("Accepted as in SAM CLI, without effect", style) + "  " + wrap(join(names, " "), style.width, 2, 2) +
         "\n";
}

/// An example as it is typed under the name that the program was called by.
std::string example_line(std::string_view line, std::string_view program) {
  std::string text(trim(line));
  return text.starts_with("cxsam ") ? std::string(program) + text.substr(5) : text;
}

/// Each area with the commands that begin with `group`, named up to their next word.
std::string areas_with_rows(std::span<const Command* const> commands, std::string_view group, const HelpStyle& style) {
  std::vector<std::string_view> areas(kAreas.begin(), kAreas.end());
  for (const Command* command : commands) {
    if (std::ranges::find(areas, command->area) == areas.end()) areas.push_back(command->area);
  }
  std::string out;
  for (const std::string_view area : areas) {
    std::vector<const Command*> here;
    std::ranges::copy_if(commands, std::back_inserter(here), [&](const Command* each) { return each->area == area; });
    std::vector<Row> rows;
    if (group.empty()) {
      for (const Command* command : here) rows.push_back({std::string(command->name), std::string(command->summary)});
    } else {
      for (Word& next : next_words(here, group)) rows.push_back({std::move(next.word), std::move(next.summary)});
    }
    if (!rows.empty()) out += "\n" + heading(area, style) + table(rows, style.width);
  }
  return out;
}

}  // namespace

std::string usage_line(const Command& command, std::string_view program) {
  std::string line = "Usage: " + std::string(program) + " " + std::string(command.name) + " [OPTIONS]";
  if (!command.arguments.empty()) line += " " + std::string(command.arguments);
  return line;
}

std::string command_help(const Command& command, HelpStyle style) {
  std::string out = usage_line(command, style.program) + "\n\n";
  out += wrap(std::string(command.summary) + ".", style.width, 0, 0) + "\n";
  if (!command.description.empty()) out += "\n" + wrap(trim(command.description), style.width, 0, 0) + "\n";
  out += option_groups(command, style) + without_effect(command, style);
  if (!command.examples.empty()) {
    out += "\n" + heading("Examples", style);
    for (const std::string_view line : split(trim(command.examples), '\n')) {
      out += line.empty() ? "\n" : "  " + example_line(line, style.program) + "\n";
    }
  }
  const std::string note = samconfig_note(command);
  if (!note.empty()) out += "\n" + wrap(note, style.width, 0, 0) + "\n";
  return out;
}

std::string overview(std::span<const Command* const> commands, HelpStyle style) {
  const std::string program(style.program);
  return "Usage: " + program + " COMMAND [OPTIONS]\n\n" +
         wrap("AWS SAM applications checked, built, run and deployed: one native program, without Docker.", style.width, 0, 0) +
         "\n" + areas_with_rows(commands, "", style) + "\n" + heading("Options", style) +
         table({{"-h, --help", "This page, or with a command that command's."},
                {"--version", "The version."},
                {"--info", "Version and system as JSON, as editors read it."}},
               style.width) +
         "\nThe options of a command: " + program + " COMMAND --help\n";
}

std::string group_help(std::span<const Command* const> commands, std::string_view group, std::string_view description,
                       HelpStyle style) {
  const std::string start = std::string(style.program) + " " + std::string(group);
  std::string out = "Usage: " + start + " COMMAND [OPTIONS]\n";
  if (!description.empty()) out += "\n" + wrap(trim(description), style.width, 0, 0) + "\n";
  return out + areas_with_rows(commands, group, style) + "\nThe options of one: " + start + " COMMAND --help\n";
}

}  // namespace cxsam::cli
