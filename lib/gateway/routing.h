// To which API and stage a request goes: those of an application share one port.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "application/application.h"
#include "gateway/dialect.h"
#include "gateway/route_table.h"

namespace cxsam::gateway {

/// The host under which an API answers alone: "orders.localhost", in a nested stack "orders.shop.localhost". Systems resolve it
/// to this machine (RFC 6761); it says in which API a route is meant that several have.
std::string own_host(const application::Api& api);

/// The host under which an API has its stages in its paths, as on AWS: "orders.execute-api.localhost".
std::string execute_api_host(const application::Api& api);

/// Where the routes of a request are looked for.
struct Way {
  const RouteTable* routes;  // never null
  std::string_view path;     // behind the stage
};

/// The routes of all APIs together, of each alone, and of each of their stages.
struct Routing {
  /// `application` must outlive it and not change. `by_stage`: paths begin with the name of a stage wherever no host says
  /// otherwise; an HTTP API's `$default` has none.
  explicit Routing(const application::Application& application, const Dialect& dialect = kAwsDialect, bool by_stage = false);

  /// `host` as the request names it, with a port or without. The way's path points into `path`.
  [[nodiscard]] Way of(std::string_view host, std::string_view path) const;

  using ByStage = std::map<std::string, RouteTable, std::less<>>;

  RouteTable all;
  std::map<std::string, RouteTable, std::less<>> alone;   // by own_host()
  std::map<std::string, ByStage, std::less<>> by_api;     // by execute_api_host()
  std::map<std::string, RouteTable, std::less<>> staged;  // of all APIs that have it, by stage; empty unless asked for
  RouteTable none;
  bool by_stage;
};

}  // namespace cxsam::gateway
