// The options of cfn-lint. Source: cfn-lint, README, "Parameters".
#pragma once

#include <array>
#include <limits>

#include "cli/command.h"

namespace cxsam::cli::cfn_lint {

inline constexpr OptionSpec list(std::string_view name, std::string_view alias, std::string_view value_name,
                                 std::string_view help) {
  return {
      .name = name, .aliases = alias, .kind = OptionKind::List, .value_name = value_name, .help = help, .several_words = true};
}

inline constexpr std::array kStandard{
    list("template", "-t", "TEMPLATE...", "The templates to check."),
    OptionSpec{.name = "ignore-bad-template",
               .aliases = "-b",
               .kind = OptionKind::Flag,
               .help = "What cannot be read and what does not match is no error."},
    list("ignore-templates", "", "GLOB...", "Files to pass over."),
    list("parameters", "", "KEY=VALUE...", "Values for parameters."),
    OptionSpec{.name = "format",
               .aliases = "-f",
               .kind = OptionKind::Choice,
               .choices = "default,parseable,json,junit,sarif,pretty,quiet",
               .help = "How findings are printed."},
    OptionSpec{.name = "list-rules", .aliases = "-l", .kind = OptionKind::Flag, .help = "Print all rules."},
    list("regions", "-r", "REGION...", "The Regions to check for; ALL_REGIONS for all."),
    list("ignore-checks", "-i", "ID...", "Leave out findings whose ids begin so."),
    list("include-checks", "-c", "ID...", "Report these as well: I for informational findings, CX for cxsam's own rules."),
    list("mandatory-checks", "-m", "ID...", "Report these whatever else says that they are left out."),
    OptionSpec{
        .name = "include-experimental", .aliases = "-e", .kind = OptionKind::Flag, .help = "Run experimental rules, too."},
    list("configure-rule", "-x --configure-rules", "ID:KEY=VALUE...", "Settings of rules: E3012:strict=true."),
    OptionSpec{.name = "config-file", .kind = OptionKind::Path, .value_name = "FILE", .help = "Instead of .cfnlintrc."},
    OptionSpec{
        .name = "custom-rules", .aliases = "-z", .kind = OptionKind::Path, .value_name = "FILE", .help = "Rules as text."},
    OptionSpec{.name = "version", .aliases = "-v", .kind = OptionKind::Flag, .help = "The version."},
    OptionSpec{.name = "output-file", .kind = OptionKind::Path, .value_name = "FILE", .help = "Write the findings to a file."},
    OptionSpec{.name = "merge-configs", .kind = OptionKind::Flag, .help = "Lists of all layers count together."},
    OptionSpec{.name = "non-zero-exit-code",
               .kind = OptionKind::Choice,
               .choices = "informational,warning,error,none",
               .help = "Which findings, and those above, make the exit code other than 0."},
    OptionSpec{.name = "list-templates",
               .aliases = "-L",
               .kind = OptionKind::Flag,
               .help = "Print the templates that would be checked."},
    OptionSpec{.name = "debug", .aliases = "-D", .kind = OptionKind::Flag, .help = "There is no log."},
    OptionSpec{.name = "info", .aliases = "-I", .kind = OptionKind::Flag, .help = "There is no log."},
};

inline constexpr std::string_view kPython = "rules in Python and changed schemas are cfn-lint's own";

inline constexpr std::array kWithoutEffect{
    OptionSpec{.name = "append-rules", .aliases = "-a", .kind = OptionKind::List, .several_words = true, .no_effect = kPython},
    OptionSpec{.name = "override-spec", .aliases = "-o", .no_effect = kPython},
    OptionSpec{
        .name = "registry-schemas", .aliases = "-s", .kind = OptionKind::List, .several_words = true, .no_effect = kPython},
    OptionSpec{.name = "deployment-files",
               .kind = OptionKind::List,
               .several_words = true,
               .no_effect = "templates alone are checked"},
    OptionSpec{
        .name = "parameter-files", .kind = OptionKind::List, .several_words = true, .no_effect = "templates alone are checked"},
    OptionSpec{.name = "build-graph", .aliases = "-g", .kind = OptionKind::Flag, .no_effect = "`cxsam graph` draws it"},
    OptionSpec{.name = "update-specs", .aliases = "-u", .kind = OptionKind::Flag, .no_effect = "the schemas are part of cxsam"},
};

inline constexpr std::array kGroups{OptionGroup{"Options", kStandard}, OptionGroup{"Without effect", kWithoutEffect}};

inline constexpr Command kCommand{
    .name = "cfn-lint",
    .summary = "Check CloudFormation and SAM templates as cfn-lint does",
    .description =
        "This is cxsam, called as cfn-lint: the same options, ids, settings, forms of output and exit codes. Rules that "
        "cfn-lint does not have are left out unless `-c CX` asks for them.\n\n"
        "Exit codes: 2 errors, 4 warnings and 8 informational findings, added up; 1 usage; 32 a Region that there is not.",
    .arguments = "[TEMPLATE]...",
    .max_arguments = std::numeric_limits<std::size_t>::max(),
    .groups = kGroups,
};

}  // namespace cxsam::cli::cfn_lint
