// What a plan uploads. Nothing is sent that the bucket has.
#pragma once

#include "aws/client.h"
#include "base/result.h"
#include "deploy/plan.h"

namespace cxsam::deploy {

Task<Result<void>> send_artifacts(aws::Client& client, const Plan& plan);

/// Nothing to do where the template goes with the request.
Task<Result<void>> send_template(aws::Client& client, const Plan& plan);

}  // namespace cxsam::deploy
