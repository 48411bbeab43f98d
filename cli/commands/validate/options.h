// The options of `validate`.
#pragma once

#include <array>

#include "cli/options.h"

namespace cxsam::cli::validate {

inline constexpr std::array kTemplateOptions{
    kTemplateFile,
    kParameterOverrides,
    kRegion,
};

inline constexpr std::array kCheckOptions{
    OptionSpec{.name = "limits",
               .kind = OptionKind::Choice,
               .default_value = "current",
               .choices = "current,classic",
               .help =
                   "Lambda's limits to hold the functions against: those of today, or 128 to 3008 MB of memory in steps of 64 "
                   "and 512 MB of /tmp."},
    OptionSpec{.name = "ignore-checks",
               .aliases = "-i",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Leave out findings whose ids begin so: E3012, or W for all warnings.",
               .several_words = true},
    OptionSpec{.name = "include-checks",
               .aliases = "-c",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Report these as well: I for informational findings.",
               .several_words = true},
    OptionSpec{.name = "mandatory-checks",
               .aliases = "-m",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Report these whatever else says that they are left out.",
               .several_words = true},
    OptionSpec{.name = "lint",
               .kind = OptionKind::Flag,
               .help = "All rules always run. Called as `sam`, warnings fail with this option, as they do there."},
    OptionSpec{.name = "strict", .kind = OptionKind::Flag, .help = "Warnings fail as errors do."},
};

inline constexpr std::array kOutputOptions{
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json,cfn-lint-json",
               .help = "How findings are printed: for a person, as one JSON array, or as the JSON that cfn-lint prints (with "
                       "cfn-lint's rules only)."},
    OptionSpec{.name = "quiet", .kind = OptionKind::Flag, .help = "Print findings only, no summary."},
};

/// Options of `sam validate` that have no part here.
inline constexpr std::array kWithoutEffect{
    OptionSpec{.name = "language-extensions",
               .kind = OptionKind::Flag,
               .negatable = true,
               .hidden = true,
               .no_effect = kNoLanguageExtensions},
    OptionSpec{.name = "profile", .value_name = "NAME", .hidden = true, .no_effect = "validating asks nothing of AWS"},
};

inline constexpr std::array kGroups{
    OptionGroup{"Template", kTemplateOptions},     OptionGroup{"Checks", kCheckOptions},
    OptionGroup{"Output", kOutputOptions},         OptionGroup{"Configuration", kConfigOptions},
    OptionGroup{"Without effect", kWithoutEffect},
};

}  // namespace cxsam::cli::validate
