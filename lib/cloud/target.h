// The one resource of an application that is to be called.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "base/result.h"
#include "cloud/stack.h"

namespace cxsam::cloud {

struct Target {
  std::string shown;        // as messages name it: its logical id, or what was typed
  std::string physical_id;  // a name, an ARN, a queue's URL
  std::string type;         // "AWS::Lambda::Function"
};

/// What may be named: a stack, a resource, or both.
struct TargetName {
  std::string stack;     // "" = none
  std::string resource;  // a logical id ("Child/Hello" in a nested stack), a physical id, or an ARN; "" = see choose_target()
};

/// The types that a command works on.
using TargetTypes = std::span<const std::string_view>;

/// Errors: no such stack or resource, several that may be meant, an ARN of another service. `command` is the command's name.
Task<Result<Target>> find_target(aws::Client& client, TargetName name, TargetTypes types, std::string_view command);

/// Among the resources of a stack. Where none is named, the one of the first of `types` that the stack has any of.
Result<Target> choose_target(const std::vector<StackResource>& resources, const TargetName& name, TargetTypes types,
                             std::string_view command);

/// "eu-west-1" of "arn:aws:lambda:eu-west-1:..."; "" for what is no ARN.
std::string region_in_arn(std::string_view text);

/// "name" of "arn:aws:lambda:eu-west-1:123456789012:function:name", and of "name".
std::string function_name_in(std::string_view physical_id);

}  // namespace cxsam::cloud
