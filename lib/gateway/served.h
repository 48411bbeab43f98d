// What the gateway works with: a version of the application, and what outlives it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "application/application.h"
#include "gateway/counters.h"
#include "gateway/dialect.h"
#include "gateway/outside.h"
#include "gateway/response_cache.h"
#include "gateway/routing.h"
#include "http/server.h"
#include "invoke/invoke.h"
#include "invoke/journal.h"
#include "loop/world.h"

namespace cxsam::gateway {

struct Guards;  // gateway/authorizers/guards.h
class Traffic;  // gateway/inspect/traffic.h

/// Takes lines of access logs, with their line ends; it never waits.
struct AccessLog {
  virtual ~AccessLog() = default;
  virtual void write(std::string_view line) = 0;
};

/// What outlives reloads. Whoever serves has one, and all versions share it.
struct Services {
  World world;
  invoke::Journal& journal;  // what is told to the developer
  Counters& counters;
  ResponseCache& cache;
  std::shared_ptr<Guards> guards = {};  // what authorizers work with; never null where a route has one
  AccessLog* access_log = nullptr;      // null: nobody wants one
  bool explain_cache = false;           // answers say whether they come from the cache
  bool explain_requests = false;        // the walk of each is told
  Traffic* traffic = nullptr;           // counts, and keeps the last exchanges; null: nobody looks
  Outside outside = {};
  /// What answers where no route does, before the gateway refuses; null: nothing.
  std::function<Task<std::optional<http::Response>>(const http::Request&)> unrouted = {};
  const Dialect& dialect = kAwsDialect;
};

/// What the gateway serves. It is immutable and shared: a request keeps the one it began with during a reload.
struct Served {
  const Services& services;
  const application::Application& application;  // must live as long as this
  Routing routing;
  invoke::Invokers invokers;
  std::string account_id;
  std::uint16_t port = 0;
  std::string region = "us-east-1";
};

/// Where the routes of a request are looked for. It points into the request's target.
Way way_of(const Served& served, const http::Request& request);

/// A line for the developer.
void note(const Served& served, const std::string& function, std::string text, std::vector<std::string> hints = {});

}  // namespace cxsam::gateway
