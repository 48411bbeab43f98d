// One request from route to answer: what API Gateway does between a client and a Lambda function.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "application/application.h"
#include "gateway/routing.h"
#include "http/server.h"
#include "invoke/invoke.h"
#include "invoke/journal.h"

namespace cxsam::gateway {

/// What the gateway serves. It is immutable and shared: a request keeps the one it began with during a reload.
struct Served {
  World world;
  const application::Application& application;  // must live as long as this
  Routing routing;
  invoke::Invokers invokers;
  std::string account_id;
  std::uint16_t port = 0;
  invoke::Journal& journal;  // an answer of a function that cannot be used is noted
};

/// Answers one request. `served` is any pointer that keeps the whole state alive.
Task<http::Response> handle(std::shared_ptr<const Served> served, http::Request request);

/// The answer to what the server refuses by itself (400, 413, 431, 503), in the words of the application's kind of API.
http::Response refusal(const application::Application& application, int status);

}  // namespace cxsam::gateway
