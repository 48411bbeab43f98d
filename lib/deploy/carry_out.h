// A deployment: from a plan to a stack.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "deploy/change_set.h"
#include "deploy/failures.h"
#include "deploy/observer.h"
#include "deploy/plan.h"

namespace cxsam::deploy {

struct Done {
  enum class Kind : std::uint8_t { Deployed, ChangeSetOnly, NoChanges, Declined } kind;
  std::string change_set = {};           // its ARN
  std::optional<aws::Stack> stack = {};  // as it is now, of one that was deployed
};

struct Failure {
  enum class Kind : std::uint8_t { Upload, ChangeSet, Deployment, NoAnswer } kind;
  Error error;
  std::vector<FailedResource> resources = {};  // that caused it
};

/// How far a deployment is, also when it is interrupted.
struct Progress {
  std::optional<MadeChangeSet> pending;  // a change set that nothing has become of
  bool executing = false;                // CloudFormation is at work, and goes on by itself
};

/// Uploads, makes a change set, executes it and waits for the end. Reads are tried as long as the stack moves; nothing that
/// changes something is sent twice, unless its first sending cannot have been heard.
Task<tl::expected<Done, Failure>> carry_out(aws::Client& client, const Plan& plan, Observer& observer, Progress& progress);

/// After an interruption: removes what waits for nothing. On another loop, so that nothing goes on of the deployment.
Task<bool> tidy_up(aws::Client& client, const Plan& plan, const Progress& progress);

}  // namespace cxsam::deploy
