#include "local/request_record.h"

namespace cxsam::local {

Task<http::Response> answer_and_record(World world, invoke::Journal& journal, http::Handler answer, http::Request request) {
  const Clock::TimePoint begin = world.clock.now();
  const std::string method = request.method;
  const std::string target = request.target;
  const std::string client = request.remote_address;
  const std::string protocol = request.protocol;
  http::Response response = co_await answer(std::move(request));
  journal.record({.time = world.clock.wall(),
                  .what = invoke::LogEvent::Request{.client = client,
                                                    .method = method,
                                                    .target = target,
                                                    .protocol = protocol,
                                                    .status = response.status,
                                                    .duration = world.clock.now() - begin}});
  co_return response;
}

}  // namespace cxsam::local
