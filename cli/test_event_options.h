// What the commands of `remote test-event` share.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/aws_options.h"

namespace cxsam::cli {

inline constexpr OptionSpec kTestEventStack{
    .name = "stack-name", .value_name = "NAME", .help = "The deployed stack that the function belongs to."};
inline constexpr OptionSpec kTestEventName{.name = "name", .value_name = "NAME", .help = "The name of the event."};

/// Runs `work` with the deployed name of the function that stack and argument name.
int run_with_function(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string function)>& work);

/// Neither a stack nor a resource is named; no event is; the first of both. Nothing where all is there.
std::optional<Error> fault_of_resource(const Context& context);
std::optional<Error> fault_of_event_name(const Context& context);
std::optional<Error> fault_of_event_and_resource(const Context& context);

}  // namespace cxsam::cli
