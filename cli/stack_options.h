// Options of commands that make or change a stack.
#pragma once

#include "cli/options.h"

namespace cxsam::cli {

inline constexpr OptionSpec kTags{.name = "tags",
                                  .kind = OptionKind::List,
                                  .value_name = "KEY=VALUE...",
                                  .help = "Tags of the stack, which its resources get too.",
                                  .several_words = true,
                                  .assignments = true};

inline constexpr OptionSpec kRoleArn{
    .name = "role-arn", .value_name = "ARN", .help = "The role by which CloudFormation makes the resources."};

inline constexpr OptionSpec kNotificationArns{.name = "notification-arns",
                                              .kind = OptionKind::List,
                                              .value_name = "ARN...",
                                              .help = "Topics of SNS that hear of the stack's events.",
                                              .several_words = true};

}  // namespace cxsam::cli
