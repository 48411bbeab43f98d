#include "sync/code.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/parallel.h"
#include "sync/flow.h"

namespace cxsam::sync {
namespace {

constexpr std::size_t kAtOnce = 6;

std::string what(const Unit& unit) { return fmt::format("{} {}", kind_name(unit.kind), unit.id); }

Task<Result<Outcome>> run(Flow flow) {
  switch (flow.unit.kind) {
    case Kind::Layer:
      co_return co_await sync_layer(std::move(flow));
    case Kind::Function:
      co_return co_await sync_function(std::move(flow));
    case Kind::RestApi:
      co_return co_await sync_rest_api(std::move(flow));
    case Kind::HttpApi:
      co_return co_await sync_http_api(std::move(flow));
    case Kind::StateMachine:
      break;
  }
  co_return co_await sync_state_machine(std::move(flow));
}

/// Error: a service has refused.
Task<Result<Outcome>> sync_one(aws::Client& client, const CodeSync& sync, State& state, const Unit& unit) {
  sync.tell(Begun{what(unit)});
  if (!unit.obstacle.empty()) {
    sync.tell(LeftOut{fmt::format("Cannot code sync for {} due to: {}", unit.id, unit.obstacle)});
    co_return Outcome{.left_out = true};
  }
  const auto deployed = sync.deployed.find(unit.id);
  if (deployed == sync.deployed.end() || deployed->second.empty()) {
    sync.tell(LeftOut{fmt::format("Cannot find resource {} in remote", unit.id)});
    co_return Outcome{.left_out = true};
  }
  Result<Outcome> outcome = co_await run(Flow{client, sync, state, unit, deployed->second});
  if (!outcome || outcome->left_out) co_return outcome;
  if (!outcome->changed) sync.tell(Unchanged{what(unit)});
  sync.tell(Finished{what(unit)});
  co_return outcome;
}

std::string lines_of(const Error& error) {
  std::string lines = error.message;
  for (const std::string& hint : error.hints) lines += "\n  hint: " + hint;
  return lines;
}

}  // namespace

Task<std::size_t> sync_code(aws::Client& client, const CodeSync& sync, State& state) {
  const std::vector<Unit>& all = sync.units.all;
  const std::vector<std::size_t>& chosen = sync.units.chosen;
  std::vector<std::string> new_versions(chosen.size());  // of layers
  std::size_t failed = 0;
  const auto one = [&](std::size_t i) -> Task<void> {
    Result<Outcome> outcome = co_await sync_one(client, sync, state, all[chosen[i]]);
    if (outcome) {
      new_versions[i] = std::move(outcome->layer_version);
      co_return;
    }
    ++failed;
    sync.tell(Problem{fmt::format("{}: {}", all[chosen[i]].id, lines_of(outcome.error()))});
  };
  co_await aws::for_each_index(client.world(), chosen.size(), kAtOnce, one);
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (!new_versions[i].empty()) co_await use_new_version(Flow{client, sync, state, all[chosen[i]], ""}, new_versions[i]);
  co_return failed;
}

}  // namespace cxsam::sync
