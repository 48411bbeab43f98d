#include "gateway/backends/changes.h"

#include <algorithm>
#include <utility>

#include "base/percent.h"
#include "base/text.h"

namespace cxsam::gateway {
namespace {

using Action = application::ParameterChange::Action;
using Place = application::ParameterChange::Place;

std::string harmless(std::string value) {
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return value;
}

template <class Pairs, class Same>
void change(Pairs& pairs, Action action, const std::string& name, std::string value, const Same& same) {
  if (action != Action::Append) {
    std::erase_if(pairs, [&](const auto& pair) { return same(pair.first); });
    if (action == Action::Overwrite) pairs.emplace_back(name, std::move(value));
    return;
  }
  const auto known = std::ranges::find_if(pairs, [&](const auto& pair) { return same(pair.first); });
  if (known == pairs.end()) {
    pairs.emplace_back(name, std::move(value));
  } else {
    known->second += "," + value;
  }
}

}  // namespace

void apply_changes(const std::vector<application::ParameterChange>& changes, const FindVariable& find, Changed& message) {
  for (const application::ParameterChange& each : changes) {
    std::optional<std::string> value = each.action == Action::Remove ? std::string() : evaluate(each.value, find);
    if (!value) continue;
    switch (each.place) {
      case Place::Header:
        change(message.headers, each.action, each.name, harmless(std::move(*value)),
               [&](std::string_view name) { return equals_ignoring_case(name, each.name); });
        break;
      case Place::Query:
        change(message.query, each.action, each.name, std::move(*value),
               [&](std::string_view name) { return name == each.name; });
        break;
      case Place::Path:
        message.path = value->starts_with('/') ? std::move(*value) : "/" + *value;
        break;
      case Place::Status:
        if (const auto status = parse_int(*value); status && *status >= 200 && *status <= 599)
          message.status = static_cast<int>(*status);
        break;
    }
  }
}

EventSource ChangedRequest::source(const EventSource& sent) const {
  return {.request = request,
          .sent_path = path,
          .path = path,
          .query = query,
          .match = sent.match,
          .ids = sent.ids,
          .account_id = sent.account_id,
          .port = sent.port,
          .variables = sent.variables,
          .caller = sent.caller};
}

ChangedRequest change_request(const application::ParameterChanges& changes, Exchange& exchange) {
  const EventSource sent = exchange.source();
  Changed changed{.headers = exchange.request.headers, .query = parse_query(sent.query)};
  apply_changes(changes.request, variables_of_request(exchange), changed);
  ChangedRequest made{.request = exchange.request,
                      .path = changed.path.value_or(std::string(sent.path)),
                      .query = with_query("?", changed.query).substr(1)};
  made.request.headers = std::move(changed.headers);
  return made;
}

void change_response(Exchange& exchange, http::Response& response) {
  const auto& all = exchange.match.route->integration.changes;
  if (all == nullptr) return;
  const auto changes = all->responses.find(response.status);
  if (changes == all->responses.end()) return;
  Changed changed{.headers = response.headers};
  apply_changes(changes->second, variables_of_response(exchange, response), changed);
  response.headers = std::move(changed.headers);
  response.status = changed.status.value_or(response.status);
}

}  // namespace cxsam::gateway
