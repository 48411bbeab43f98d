// To which API a request goes: those of an application share one port.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "application/application.h"
#include "gateway/route_table.h"

namespace cxsam::gateway {

/// The host under which an API answers alone: "orders.localhost", in a nested stack "orders.shop.localhost". Systems resolve it
/// to this machine (RFC 6761); it says in which API a route is meant that several have.
std::string own_host(const application::Api& api);

/// The routes of all APIs together, and of each alone.
struct Routing {
  /// `application` must outlive it and not change.
  explicit Routing(const application::Application& application);

  /// `host` as the request names it, with a port or without.
  [[nodiscard]] const RouteTable& of(std::string_view host) const;

  RouteTable all;
  std::map<std::string, RouteTable, std::less<>> alone;  // by own_host()
};

}  // namespace cxsam::gateway
