// Why a deployment has failed.
#pragma once

#include <string>
#include <vector>

#include "aws/services/cloudformation.h"

namespace cxsam::deploy {

struct FailedResource {
  std::string path;  // "Child/Hello": the logical id below those of nested stacks
  std::string type;
  std::string status;
  std::string reason;
};

/// What failed by itself, first things first: not what was given up because of it, and of a nested stack what failed in it.
/// `events` are those of the deployment.
Task<std::vector<FailedResource>> find_failures(aws::Client& client, std::vector<aws::StackEvent> events);

/// What a person can do about a reason in CloudFormation's or a service's words; "" where we know nothing better than the
/// reason. `stack` is what AWS's command line takes behind `--stack-name`: see aws::stack_words.
std::string advice_for(std::string_view reason, std::string_view stack);

}  // namespace cxsam::deploy
