// Function URLs: an HTTP endpoint of one function. Source: AWS Lambda developer guide, "Creating and managing Lambda function
// URLs" and "Invoking Lambda function URLs".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "application/function_parts.h"
#include "gateway/authorizers/guards.h"
#include "http/server.h"
#include "invoke/invoke.h"
#include "invoke/journal.h"
#include "loop/world.h"

namespace cxsam::gateway {

/// One URL of a function, as the gateway sees it.
struct UrlEndpoint {
  const application::Function* function = nullptr;
  application::FunctionUrl url;
  std::string arn;       // of the function or the alias that it calls
  std::string version;   // that answers
  std::string host;      // "hello.lambda-url.localhost", which systems resolve to this machine (RFC 6761)
  std::string prefix;    // "/lambda-url/hello": the same by path, for clients that do not resolve it
  application::Api api;  // that stands for it in events: one route, `$default`
};

/// The URLs of an application. It is immutable and shared, as Served is.
struct ServedUrls {
  World world;
  std::vector<UrlEndpoint> endpoints;
  invoke::Invokers invokers;
  std::uint16_t port = 0;
  invoke::Journal& journal;                   // an answer of a function that cannot be used is noted
  std::shared_ptr<const Guards> guards = {};  // who may sign; null: everybody may call
};

/// `application` outlives the result.
std::vector<UrlEndpoint> url_endpoints(const application::Application& application, const application::PartsOfFunctions& parts);

/// The URL that a request is for, by its host or by its path; null for none.
const UrlEndpoint* find_url(const ServedUrls& served, const http::Request& request);

/// Answers a request for `endpoint`, which is one of `served`. `served` is any pointer that keeps the whole state alive.
Task<http::Response> handle_url(std::shared_ptr<const ServedUrls> served, const UrlEndpoint& endpoint, http::Request request);

}  // namespace cxsam::gateway
