// The resources of a stack as it is deployed. Source: AWS CloudFormation API reference.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "base/result.h"

namespace cxsam::cloud {

struct StackResource {
  std::string logical_id;   // with the nested stacks above it: "Child/Hello"
  std::string physical_id;  // "" before there is one
  std::string type;
  std::string changed = {};  // when CloudFormation last changed it, in ISO 8601
};

enum class Nested : std::uint8_t { LeftOut, Included };

/// All resources, in CloudFormation's order; those of nested stacks after the resources of their parent. Nothing when there is
/// no such stack.
Task<Result<std::optional<std::vector<StackResource>>>> list_resources(aws::Client& client, std::string stack, Nested nested);

/// What is said of a stack that does not exist to who has named it by `--stack-name`.
Error no_such_stack(std::string_view name);

/// The same where results of a Region are listed.
Error no_such_stack_in(std::string_view name, std::string_view region);

/// The last part of a logical id with its stacks.
std::string_view own_id(std::string_view logical_id);

}  // namespace cxsam::cloud
