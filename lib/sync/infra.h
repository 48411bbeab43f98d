// The slow way: CloudFormation makes of the stack what the template says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/services/cloudformation.h"
#include "deploy/failures.h"
#include "deploy/plan.h"
#include "sync/difference.h"

namespace cxsam::sync {

/// Nothing where there is no such stack.
Task<Result<std::optional<Difference>>> compare_with_stack(aws::Client& client, const deploy::Plan& plan);

struct InfraFailure {
  Error error;
  std::vector<deploy::FailedResource> resources = {};  // that caused it
};

struct InfraDone {
  bool created = false;
  bool changed = true;  // false: CloudFormation has found nothing to do
  aws::Stack stack;
};

using HearEvent = std::function<void(const aws::StackEvent&)>;

/// Creates or updates the stack directly, without a change set, and waits for the end. What the plan uploads must be there.
Task<tl::expected<InfraDone, InfraFailure>> sync_infra(aws::Client& client, const deploy::Plan& plan, HearEvent happened);

}  // namespace cxsam::sync
