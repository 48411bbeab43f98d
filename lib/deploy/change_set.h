// The change set of a deployment: what CloudFormation would do.
#pragma once

#include <optional>
#include <string>

#include "aws/services/cloudformation.h"
#include "deploy/plan.h"

namespace cxsam::deploy {

struct MadeChangeSet {
  std::string id;               // its ARN, or its name until CloudFormation has answered
  bool creates = false;         // the stack, which has no resources yet
  bool made_the_stack = false;  // there was none of that name, so that one waits for this change set
};

/// Asks for the change set of a plan. `stack` is the one that is there. `made` is set as soon as CloudFormation may have heard
/// of it, so that an interruption knows what may be left, and stays empty when it has refused.
Task<aws::Answer<void>> create_change_set(aws::Client& client, const Plan& plan, const std::optional<aws::Stack>& stack,
                                          std::optional<MadeChangeSet>& made);

/// Removes a change set that comes to nothing, and the stack when it was only made for it: when nothing of it was made and no
/// other change set waits for it. What cannot be removed stays.
Task<void> discard(aws::Client& client, const std::string& stack, const MadeChangeSet& change_set);

}  // namespace cxsam::deploy
