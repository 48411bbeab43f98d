// Requests with Signature Version 4.
#pragma once

#include <string>

#include "aws/sigv4.h"
#include "loop/clock.h"
#include "tests/unit/gateway/serving.h"

namespace cxsam::test {

/// When the clock of Serving begins.
inline constexpr Clock::WallTime kBegin{std::chrono::seconds(1767225600)};

/// With the host alone signed, as who adds headers later has it.
inline http::Request signed_by(const aws::Credentials& keys, http::Request request, Clock::WallTime time = kBegin,
                               const std::string& service = "execute-api") {
  system::HttpRequest same{.method = request.method, .url = "http://127.0.0.1:3000" + request.target, .body = request.body};
  aws::sign(same, keys, {.service = service, .region = "us-east-1", .time = time});
  for (const auto& [name, value] : same.headers)
    if (http::find_header(request.headers, name).empty()) request.headers.emplace_back(name, value);
  if (http::find_header(request.headers, "host").empty()) request.headers.emplace_back("Host", "127.0.0.1:3000");
  return request;
}

}  // namespace cxsam::test
