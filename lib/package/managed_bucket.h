// The bucket that SAM CLI keeps in an account for what it uploads. Source: SAM CLI, "sam package", `--resolve-s3`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aws/client.h"
#include "base/result.h"

namespace cxsam::package {

/// Its name, from the stack `aws-sam-cli-managed-default` of the Region, which is made when it is missing, or made to the end
/// where an interruption has left it; `tell` gets what a person is told of that. Errors: a stack of that name that is not
/// SAM's, or that is not whole.
Task<Result<std::string>> managed_bucket(aws::Client& client, std::function<void(std::string_view)> tell);

}  // namespace cxsam::package
