#include "gateway/exchange.h"

#include <algorithm>

#include "gateway/gateway.h"

namespace cxsam::gateway {

Exchange::Exchange(std::shared_ptr<const Served> what, http::Request sent)
    : served(std::move(what)),
      request(std::move(sent)),
      target(split_target(request.target)),
      ids(make_request_ids(served->services.world, http::find_header(request.headers, "x-amzn-trace-id"))),
      begin(served->services.world.clock.now()),
      kind(main_kind(served->application)) {}

Exchange::~Exchange() = default;

EventSource Exchange::source() const {
  return {.request = request,
          .sent_path = target.sent_path,
          .path = target.path,
          .query = target.query,
          .match = match,
          .ids = ids,
          .account_id = served->account_id,
          .port = served->port,
          .variables = variables,
          .caller = &caller};
}

MappingScope& Exchange::scope() {
  if (!scope_) scope_ = std::make_unique<MappingScope>(source(), canary);
  return *scope_;
}

}  // namespace cxsam::gateway
