// From a request to a WebSocket. Source: RFC 6455, section 4.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/connection.h"

namespace cxsam::http {

/// The `Sec-WebSocket-Key` of a request that asks for a WebSocket rightly; "" for any other.
std::string websocket_key(const Request& request);

/// What a server that takes the request answers to that key.
std::string accept_key(std::string_view key);

/// Answers with 101 and runs `response.upgrade`; the connection is over then.
Task<void> upgrade(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection, const Response& response,
                   std::string key);

}  // namespace cxsam::http
