// What `sam local start-lambda` answers: a part of the Lambda API, in SAM CLI's words. Source: SAM CLI 1.170.0 as it answers.
#pragma once

#include <memory>

#include "http/server.h"
#include "lambda/api.h"

namespace cxsam::lambda {

/// As handle(): no query, no log tail, no DryRun; errors whose `x-amzn-errortype` has no "Exception" at its end.
Task<http::Response> handle_as_sam(std::shared_ptr<const Service> service, http::Request request);

}  // namespace cxsam::lambda
