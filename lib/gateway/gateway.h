// One request from route to answer: what API Gateway does between a client and what stands behind it.
#pragma once

#include <memory>

#include "gateway/served.h"
#include "http/server.h"

namespace cxsam::gateway {

/// Answers one request. `served` is any pointer that keeps the whole state alive.
Task<http::Response> handle(std::shared_ptr<const Served> served, http::Request request);

/// In whose words a request is refused that no route is for: REST where the application has any such API.
application::Api::Kind main_kind(const application::Application& application);

/// The answer to what the server refuses by itself (400, 413, 431, 503), in the words of the application's kind of API.
http::Response refusal(const application::Application& application, int status);

}  // namespace cxsam::gateway
