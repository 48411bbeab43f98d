// The HTTP API of AWS Lambda, as far as it is about calling functions and looking at them.
// Source: AWS Lambda API reference, "Invoke", "GetFunction", "GetFunctionConfiguration", "ListFunctions".
#pragma once

#include <memory>
#include <string>

#include "application/log_groups.h"
#include "http/server.h"
#include "lambda/async_calls.h"
#include "lambda/directory.h"
#include "lambda/log_tails.h"
#include "loop/world.h"

namespace cxsam::lambda {

/// What the API serves: the functions of one version of an application. It is shared, and a request keeps the one that it began
/// with.
struct Service {
  World world;
  Directory directory;
  LogTails& log_tails;
  AsyncCalls& async_calls;
  std::string region;
  std::string account_id;
  application::LogGroups log_groups = {};
};

/// Answers one request. `service` is any pointer that keeps the whole state alive.
Task<http::Response> handle(std::shared_ptr<const Service> service, http::Request request);

/// Where a function is called: "/2015-03-31/functions/Hello/invocations".
std::string invocation_path(const application::Function& function);

}  // namespace cxsam::lambda
