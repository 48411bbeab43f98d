// What the commands of `remote test-event` share.
#pragma once

#include <functional>

#include "cli/aws_options.h"

namespace cxsam::cli {

inline constexpr OptionSpec kTestEventStack{
    .name = "stack-name", .value_name = "NAME", .help = "The deployed stack that the function belongs to."};
inline constexpr OptionSpec kTestEventName{.name = "name", .value_name = "NAME", .help = "The name of the event."};

inline constexpr std::string_view kTestEventUsage = "[OPTIONS] [RESOURCE_ID]";

/// Runs `work` with the deployed name of the function that stack and argument name.
int run_with_function(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string function)>& work);

/// kUsage after having said so when `--name` is missing, else kDone.
int check_event_name(Context& context);

}  // namespace cxsam::cli
