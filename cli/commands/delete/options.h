// The options of `delete`.
#pragma once

#include <array>

#include "cli/aws_options.h"

namespace cxsam::cli::delete_command {

inline constexpr std::array kMain{
    OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The stack that is deleted."},
    OptionSpec{
        .name = "no-prompts", .kind = OptionKind::Flag, .help = "Ask nothing: delete the stack and what was uploaded for it."},
    OptionSpec{.name = "s3-bucket",
               .value_name = "BUCKET",
               .help = "Where its code was uploaded. Without it: what the stack's template says."},
    OptionSpec{.name = "s3-prefix",
               .value_name = "PREFIX",
               .help = "What keys there begin with. All that `package` and `deploy` have put below it is deleted."},
    OptionSpec{.name = "retain-resources",
               .kind = OptionKind::List,
               .value_name = "ID...",
               .help = "Resources that stay, of a stack that could not be deleted because of them (DELETE_FAILED).",
               .several_words = true,
               .only_here = true},
    OptionSpec{.name = "express",
               .kind = OptionKind::Flag,
               .help = "CloudFormation's express mode: do not wait until resources are gone.",
               .negatable = true},
};

inline constexpr std::array kGroups{OptionGroup{"Deletion", kMain}, OptionGroup{"AWS", kAwsOptions},
                                    OptionGroup{"Configuration", kConfigOptions}};

}  // namespace cxsam::cli::delete_command
