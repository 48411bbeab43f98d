#include "cli/manual.h"

#include "base/text.h"
#include "cli/info.h"
#include "cli/option_words.h"

namespace cxsam::cli {
namespace {

/// Text as troff prints it: no escapes, hyphens that can be copied, and no line that reads as a request.
std::string literal(std::string_view text) {
  std::string out = replace_all(std::string(text), "\\", "\\e");
  out = replace_all(std::move(out), "-", "\\-");
  out = replace_all(std::move(out), kUnbroken, "\\ ");
  const bool is_request = out.starts_with('.') || out.starts_with('\'');
  return is_request ? "\\&" + out : out;
}

/// A paragraph: what stands between backticks is bold.
std::string prose(std::string_view text) {
  std::string out;
  const auto parts = split(text, '`');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i % 2 == 1 ? "\\fB" : "\\fR";
    out += literal(parts[i]);
  }
  return out;
}

std::string section(std::string_view name) { return ".SH " + std::string(name) + "\n"; }

std::string title(std::string_view page) {
  std::string upper(page);
  for (char& sign : upper)
    if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
  return ".TH " + upper + " 1 \"\" \"cxsam " + version() + "\" \"cxsam\"\n";
}

std::string name_section(std::string_view page, std::string_view summary) {
  return section("NAME") + std::string(page) + " \\- " + prose(summary) + "\n";
}

/// Paragraphs; lines that begin with blanks are shown as they stand.
std::string paragraphs(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) {
      out += ".PP\n";
    } else if (line.starts_with(' ')) {
      out += ".EX\n" + literal(line) + "\n.EE\n";
    } else {
      out += prose(line) + "\n";
    }
  }
  return out;
}

std::string entry(std::string_view label, std::string_view text) {
  return ".TP\n\\fB" + literal(label) + "\\fR\n" + prose(text) + "\n";
}

std::string options(const Command& command) {
  std::string out = section("OPTIONS");
  for (const OptionGroup& group : command.groups) {
    std::string entries;
    for (const OptionSpec& option : group.options)
      if (is_shown(option)) entries += entry(option_label(option), option_text(option));
    if (!entries.empty()) out += ".SS " + literal(group.title) + "\n" + entries;
  }
  out += ".SS Help\n" + entry("-h, --help", "The options of the command, shorter than here.");
  const std::vector<std::string> names = names_without_effect(command);
  if (!names.empty()) out += ".SS Accepted as in SAM CLI, without effect\n" + literal(join(names, " ")) + "\n";
  return out;
}

std::string below(const Command& command) {
  std::string out = section("COMMANDS");
  for (const Command* each : command.below())
    out += entry(each->name.substr(command.name.size() + 1), std::string(each->summary) + ".");
  return out;
}

std::string example(std::string_view lines) {
  std::string out = section("EXAMPLES") + ".EX\n";
  for (const std::string_view line : split(lines, '\n')) out += literal(line) + "\n";
  return out + ".EE\n";
}

std::string exit_codes() {
  return section("EXIT STATUS") + entry("0", "Done, or nothing found that is an error.") +
         entry("1", "Failed, or errors were found.") + entry("2", "Used wrongly.") +
         entry("70", "A bug in cxsam; please report it.") + entry("130", "Interrupted.");
}

}  // namespace

std::string manual_name(const Command& command) { return "cxsam-" + replace_all(std::string(command.name), " ", "-"); }

std::string manual_page(const Command& command) {
  const std::string page = manual_name(command);
  std::string out = title(page) + name_section(page, command.summary) + section("SYNOPSIS") + ".B cxsam " +
                    literal(command.name) + "\n[OPTIONS]";
  if (!command.arguments.empty()) out += " " + literal(command.arguments);
  out += "\n" + section("DESCRIPTION") + paragraphs(trim(command.description)) + options(command);
  if (command.below != nullptr) out += below(command);
  if (!command.examples.empty()) out += example(trim(command.examples));
  const std::string note = samconfig_note(command);
  if (!note.empty()) out += section("FILES") + entry("samconfig.toml", note);
  return out + exit_codes() + section("SEE ALSO") + ".BR cxsam (1)\n";
}

std::string manual_overview(std::span<const Command* const> commands) {
  std::string out = title("cxsam") + name_section("cxsam", "AWS SAM applications checked, built, run and deployed") +
                    section("SYNOPSIS") + ".B cxsam\nCOMMAND [OPTIONS]\n" + section("DESCRIPTION") +
                    "One native program with the commands, options and files of the AWS SAM CLI, without Docker. Called by a "
                    "link named\n.B sam\nit answers as SAM CLI does, called as\n.B cfn\\-lint\nas cfn\\-lint does.\n" +
                    section("COMMANDS");
  for (const Command* command : commands)
    out += ".TP\n.BR " + replace_all(literal(manual_name(*command)), " ", "\\ ") + " (1)\n" + prose(command->summary) + ".\n";
  out += section("OPTIONS") + entry("-h, --help", "The commands, or with a command its options.") +
         entry("--version", "The version.") + entry("--info", "Version and system as JSON, as editors read it.");
  out += section("ENVIRONMENT") +
         entry("NO_COLOR, FORCE_COLOR", "Never, or always, print colours; without them a terminal has colours.");
  out += section("FILES") +
         entry("template.yaml, template.yml, template.json", "The template that commands read when none is named.") +
         entry("samconfig.toml", "Your defaults for options, by environment and command.") +
         entry("cxsam.toml, .cfnlintrc", "What validate leaves out, includes and how its rules are set.") +
         entry(".aws-sam/build", "What build makes, and invoke and start-api run.");
  return out + exit_codes();
}

}  // namespace cxsam::cli
