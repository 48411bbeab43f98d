// cxsam's own pages beside an application's routes: `/_cxsam/` and what is below it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/inspect/traffic.h"
#include "gateway/served.h"
#include "http/server.h"

namespace cxsam::gateway {

/// Whether a target is `/_cxsam` or below it.
bool is_inspection(std::string_view target);

/// Routes of the application whose path begins so, too: these answer, and not the pages. "GET /_cxsam/x".
std::vector<std::string> routes_over_inspection(const application::Application& application);

/// Whether a route of the application that is named so answers a request. `{proxy+}` and `$default` are not named so.
bool is_of_application(const Served& served, const http::Request& request);

/// The page, its parts, `/_cxsam/metrics`; 404 for others. A page of events is shown only under a name of this machine: an
/// address, `localhost` and names below it, or `own_host`, to which the server is bound. So no site can read it by letting its
/// own name mean 127.0.0.1.
http::Response inspect(const Served& served, const Traffic& traffic, std::string_view own_host, const http::Request& request);

}  // namespace cxsam::gateway
