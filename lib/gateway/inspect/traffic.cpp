#include "gateway/inspect/traffic.h"

#include <algorithm>
#include <utility>

#include "gateway/exchange.h"

namespace cxsam::gateway {
namespace {

constexpr std::size_t kShownTarget = 2048;

void put(Excerpt& excerpt, std::string_view text, std::size_t bytes = Traffic::kShown) {
  excerpt.text.assign(text.substr(0, bytes));
  excerpt.bytes = text.size();
}

RouteView name_of(const RouteMatch& match) {
  if (!match) return {"", "", "", ""};
  return {match.api->logical_id, match.stage->name, match.route->method, match.route->path};
}

void put_head(Excerpt& head, const http::Response& response) {
  head.text.clear();
  head.bytes = 0;
  for (const auto& [name, value] : response.headers) {
    if (head.text.size() < Traffic::kShown) head.text.append(name).append(": ").append(value).append("\n");
    head.bytes += name.size() + value.size() + 3;
  }
  if (head.text.size() > Traffic::kShown) head.text.resize(Traffic::kShown);
}

/// HTTP APIs have no types of failures.
std::string failure_of(const Exchange& exchange) {
  const std::string_view type = failure_answer(exchange.kind, exchange.refused->failure).type;
  return std::string(type.empty() ? failure_name(exchange.refused->failure) : type);
}

/// `seen` has memory of an older exchange, which is used again.
void take(Seen& seen, Exchange& exchange) {
  const http::Response& response = exchange.response;
  seen.time = exchange.ids.time;
  seen.client = exchange.request.remote_address;
  seen.method = exchange.request.method;
  put(seen.target, exchange.request.target, kShownTarget);
  seen.status = response.status;
  seen.failure = exchange.refused ? failure_of(exchange) : "";
  seen.why = exchange.refused ? exchange.refused->why : "";
  seen.event = std::move(exchange.event);
  put_head(seen.head, response);
  put(seen.body, response.body);
  seen.streamed = response.stream != nullptr;
}

}  // namespace

void Histogram::add(std::chrono::nanoseconds time) {
  const double seconds = std::chrono::duration<double>(time).count();
  const auto* const bound = std::ranges::lower_bound(kBounds, seconds);
  ++buckets[static_cast<std::size_t>(bound - kBounds.begin())];
  ++count;
  sum += time;
}

void Traffic::add(Exchange& exchange) {
  const auto took = exchange.served->services.world.clock.now() - exchange.begin;
  const RouteView name = name_of(exchange.match);
  auto counts = counts_.find(name);
  if (counts == counts_.end())
    counts = counts_
                 .emplace(RouteName{std::string(name.api), std::string(name.stage), std::string(name.method),
                                    std::string(name.path)},
                          Counts{})
                 .first;
  ++counts->second.by_status[exchange.response.status];
  counts->second.latency.add(took);
  if (exchange.waited.count() > 0) counts->second.integration.add(exchange.waited);

  if (last_.size() == kLast) {
    last_.splice(last_.end(), last_, last_.begin());
  } else {
    last_.emplace_back();
  }
  Seen& seen = last_.back();
  take(seen, exchange);
  seen.route = &counts->first;
  seen.number = ++number_;
  seen.took = took;
}

}  // namespace cxsam::gateway
