// CORS as `sam local start-api` has it: one setting for all routes, every header on every answer. Recorded answers.
#pragma once

#include <optional>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway {

/// What a REST API's OPTIONS method says of CORS by the fixed headers of its MOCK integration, which is what SAM makes of
/// `Cors`. Nothing where it has none.
std::optional<application::Cors> mocked_cors(const application::Integration& integration);

/// The headers of a REST API's answer, whatever the request's origin.
http::Headers fixed_cors(const application::Cors& cors);

/// The headers of an HTTP API's answer: none where the request's origin is not among those allowed.
http::Headers sam_cors(const application::Cors& cors, std::string_view origin);

/// Puts headers in the place of those of their names.
void put_headers(const http::Headers& added, http::Response& response);

/// 200, without a body.
http::Response sam_preflight(http::Headers cors);

}  // namespace cxsam::gateway
