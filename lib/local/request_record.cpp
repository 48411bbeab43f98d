#include "local/request_record.h"

namespace cxsam::local {

RequestRecord::RequestRecord(const World& world, const http::Request& request)
    : clock_(world.clock),
      begin_(clock_.now()),
      client_(request.remote_address),
      method_(request.method),
      target_(request.target),
      protocol_(request.protocol) {}

void RequestRecord::write(invoke::Journal& journal, int status) const {
  journal.record({.time = clock_.wall(),
                  .what = invoke::LogEvent::Request{.client = client_,
                                                    .method = method_,
                                                    .target = target_,
                                                    .protocol = protocol_,
                                                    .status = status,
                                                    .duration = clock_.now() - begin_}});
}

}  // namespace cxsam::local
