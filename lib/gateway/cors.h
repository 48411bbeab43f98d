// CORS of HTTP APIs, which API Gateway answers itself. REST APIs have OPTIONS methods with a mock integration instead.
// Source: API Gateway developer guide, "Configure CORS for HTTP APIs in API Gateway".
#pragma once

#include <string_view>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway {

/// OPTIONS with Origin and Access-Control-Request-Method.
bool is_preflight(const http::Request& request);

/// 204; the headers are there when origin and method are allowed.
http::Response preflight_response(const application::Cors& cors, const http::Request& request);

/// Replaces what the function said of CORS with what the API is configured for.
void apply_cors(const application::Cors& cors, const http::Request& request, http::Response& response);

}  // namespace cxsam::gateway
