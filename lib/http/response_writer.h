// An answer as bytes on the wire.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/server.h"

namespace cxsam::http {

struct WireOptions {
  bool keep_alive = true;
  bool head_request = false;  // the body is left out, its length is told
  bool chunked = true;        // how a body of unknown length is sent; else the end of the connection is its end
};

/// The status line and all headers, with Date, Content-Length and Connection. Bytes that would end a header line are made
/// blanks and headers with a name that is no token are left out, so that no handler can smuggle a header in.
std::string write_head(const Response& response, WireOptions options, std::chrono::system_clock::time_point now);

/// The whole answer that makes a WebSocket of a connection, in the same manner.
std::string write_upgrade(const Response& response, std::string_view accept_key);

/// 1xx, 204 and 304 have no body.
bool may_have_body(int status);

/// "OK", "Not Found"; "" for a status without a name.
std::string_view reason_phrase(int status);

}  // namespace cxsam::http
