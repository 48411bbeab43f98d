// One line a request, as SAM CLI's local API prints it.
#pragma once

#include <chrono>
#include <string>

#include "http/server.h"

namespace cxsam::local {

/// `127.0.0.1 - - [22/Nov/2026 17:20:00] "GET /hello HTTP/1.1" 200 -`; control characters of the client are left out.
std::string request_line(std::chrono::system_clock::time_point time, std::string_view remote_address, std::string_view method,
                         std::string_view target, std::string_view protocol, int status);

}  // namespace cxsam::local
