// Where the parts of an application write their logs. Source: the developer guides of Lambda, API Gateway and Step Functions on
// logging.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "base/result.h"

namespace cxsam::cloud {

/// Which logs are wanted.
struct LogQuery {
  std::string stack;                // "" = none
  std::vector<std::string> names;   // logical ids; empty: all resources of the stack that log
  std::vector<std::string> groups;  // log groups by name
};

/// The log groups, each once. `say` gets a line for each name that does not exist, and each resource that does not log. Errors:
/// no such stack, no such resource at all, none of them logs.
Task<Result<std::vector<std::string>>> find_log_groups(aws::Client& client, LogQuery query,
                                                       std::function<void(std::string_view)> say);

/// "/custom/group" of "arn:aws:logs:eu-west-1:123456789012:log-group:/custom/group:*"; "" for another ARN.
std::string log_group_in(std::string_view arn);

}  // namespace cxsam::cloud
