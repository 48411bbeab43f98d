#include "local/request_log.h"

#include "invoke/log_text.h"

namespace cxsam::local {

std::string request_line(std::chrono::system_clock::time_point time, std::string_view remote_address, std::string_view method,
                         std::string_view target, std::string_view protocol, int status) {
  using Request = invoke::LogEvent::Request;
  return invoke::render_text(
      {.time = time,
       .what = Request{.client = remote_address, .method = method, .target = target, .protocol = protocol, .status = status}});
}

}  // namespace cxsam::local
