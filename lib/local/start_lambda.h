// `cxsam local start-lambda`: the Lambda API of an application on a port of this machine.
#pragma once

#include "local/lambda_api.h"

namespace cxsam::local {

/// See serve().
Result<void> start_lambda(const ServeOptions& options, const LambdaApiOptions& api);

}  // namespace cxsam::local
