// The options of `validate`.
#pragma once

#include <array>

#include "cli/options.h"

namespace cxsam::cli::validate {

inline constexpr std::array kTemplateOptions{
    kTemplateFile,
    only_here(kParameterOverrides),
    kRegion,
};

inline constexpr std::array kCheckOptions{
    OptionSpec{.name = "limits",
               .kind = OptionKind::Choice,
               .default_value = "current",
               .choices = "current,classic",
               .help =
                   "Lambda's limits to hold the functions against: those of today, or 128 to 3008 MB of memory in steps of 64 "
                   "and 512 MB of /tmp.",
               .only_here = true},
    OptionSpec{.name = "ignore-checks",
               .aliases = "-i",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Leave out findings whose ids begin so: E3012, or W for all warnings.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "include-checks",
               .aliases = "-c",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Report these as well: I for informational findings.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "mandatory-checks",
               .aliases = "-m",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Report these whatever else says that they are left out.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "include-experimental",
               .aliases = "-e",
               .kind = OptionKind::Flag,
               .help = "Run experimental rules, too; what is informational among them is to be included besides.",
               .only_here = true},
    OptionSpec{.name = "configure-rule",
               .aliases = "-x",
               .kind = OptionKind::List,
               .value_name = "ID:KEY=VALUE...",
               .help = "Settings of rules: E3012:strict=true.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "custom-rules",
               .aliases = "-z",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Your own rules, one a line: `AWS::EC2::Instance InstanceType IN [t3.micro,t3.small] WARN too large`.",
               .only_here = true},
    OptionSpec{.name = "regions",
               .aliases = "-r",
               .kind = OptionKind::List,
               .value_name = "REGION...",
               .help = "The Regions that the template shall work in.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "ignore-templates",
               .kind = OptionKind::List,
               .value_name = "GLOB...",
               .help = "Files to pass over.",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "merge-configs",
               .kind = OptionKind::Flag,
               .help = "Lists of the command line, of templates and of files count together; else the strongest alone.",
               .only_here = true},
    OptionSpec{.name = "lint",
               .kind = OptionKind::Flag,
               .help = "All rules always run. Called as `sam`, warnings fail with this option, as they do there."},
    OptionSpec{.name = "strict", .kind = OptionKind::Flag, .help = "Warnings fail as errors do.", .only_here = true},
};

inline constexpr std::array kChangeOptions{
    OptionSpec{.name = "fix", .kind = OptionKind::Flag, .help = "Change the templates where that is safe.", .only_here = true},
    OptionSpec{.name = "unsafe-fixes",
               .kind = OptionKind::Flag,
               .help = "Fix as well what may have been meant otherwise.",
               .only_here = true},
    OptionSpec{
        .name = "watch", .kind = OptionKind::Flag, .help = "Check again after each change, until Ctrl-C.", .only_here = true},
};

inline constexpr std::array kOutputOptions{
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json,sarif,junit,github,gitlab,cfn-lint-json,quiet",
               .help = "How findings are printed: for a person, as JSON, as a report for code scanning (SARIF), build servers, "
                       "GitHub's or GitLab's pages, as cfn-lint's JSON (with its rules only), or not at all.",
               .only_here = true},
    OptionSpec{.name = "output-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Write the findings to a file instead of standard output.",
               .only_here = true},
    OptionSpec{.name = "quiet", .kind = OptionKind::Flag, .help = "Print findings only, no summary.", .only_here = true},
};

/// Options of `sam validate` that have no part here.
inline constexpr std::array kWithoutEffect{
    kLanguageExtensions,
    OptionSpec{.name = "profile", .value_name = "NAME", .hidden = true, .no_effect = "validating asks nothing of AWS"},
};

inline constexpr std::array kGroups{
    OptionGroup{"Template", kTemplateOptions},    OptionGroup{"Checks", kCheckOptions},
    OptionGroup{"Changes", kChangeOptions},       OptionGroup{"Output", kOutputOptions},
    OptionGroup{"Configuration", kConfigOptions}, OptionGroup{"Without effect", kWithoutEffect},
};

}  // namespace cxsam::cli::validate
