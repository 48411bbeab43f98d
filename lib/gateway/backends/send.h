// Requests to what stands behind an API.
#pragma once

#include <tl/expected.hpp>

#include "gateway/asked.h"
#include "gateway/failure.h"
#include "gateway/mapping/response_mapping.h"
#include "gateway/served.h"
#include "system/http_message.h"

namespace cxsam::gateway {

/// The answer, of whatever status. Refused where there is none, or none in time. `certificate`: the id of one that the server
/// is shown, "" for none.
Task<tl::expected<system::HttpAnswer, Refused>> send_to_backend(const Served& served, system::HttpRequest request,
                                                                std::uint32_t timeout_ms, std::string_view certificate = "");

/// The headers of a mapped request to a server. Source: recorded requests.
system::HttpHeaders headers_for_server(std::string_view api, std::string_view trace_id, const MappedRequest& mapped);

/// What access logs tell of it.
Asked asked_of(const system::HttpAnswer& answer);

/// What mappings make the answer of.
BackendAnswer backend_answer(system::HttpAnswer answer);

}  // namespace cxsam::gateway
