#include "gateway/exchange.h"

#include <algorithm>

#include "gateway/gateway.h"

namespace cxsam::gateway {

namespace {

Target behind_stage(Target target, const Way& way) {
  if (way.path.size() == target.path.size()) return target;
  target.sent_path = target.path = way.path;
  return target;
}

}  // namespace

Exchange::Exchange(std::shared_ptr<const Served> what, http::Request sent)
    : served(std::move(what)),
      request(std::move(sent)),
      way(way_of(*served, request)),
      target(behind_stage(split_target(request.target), way)),
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
