// The options of the `list` commands, and how they show what they found.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "cli/aws_options.h"
#include "cli/table.h"
#include "json/json_fwd.h"
#include "project/project.h"

namespace cxsam::cli {

inline constexpr OptionSpec kListOutput{.name = "output",
                                        .kind = OptionKind::Choice,
                                        .default_value = "table",
                                        .choices = "json,table",
                                        .help = "A table for a person, or JSON."};

inline constexpr std::array kListOptions{
    OptionSpec{.name = "stack-name",
               .value_name = "NAME",
               .help = "The deployed stack. Without it: what the template on this machine says."},
    kListOutput,
    kTemplateFile,
    kParameterOverrides,
};

inline constexpr std::array kListGroups{OptionGroup{"What to list", kListOptions}, OptionGroup{"AWS", kAwsOptions},
                                        OptionGroup{"Configuration", kConfigOptions}};

/// Prints the list as JSON, or as the table that `make_table` makes; returns kDone.
int show_list(Context& context, const Json& list, const Table& table);

/// The note that nobody has named a stack.
void say_local_only(Context& context);

/// The template on this machine. With a stack one that is missing is none; without, that is the error.
Result<std::optional<project::Project>> load_for_list(Context& context);

}  // namespace cxsam::cli
