#include "sync/whole.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "base/time_parse.h"
#include "sync/infra.h"
#include "sync/stack_difference.h"

namespace cxsam::sync {
namespace {

constexpr std::chrono::seconds kTrusted = std::chrono::days(7);  // for so long CloudFormation need not be asked again
constexpr std::chrono::seconds kTolerated{60};                   // by which clocks may differ

bool can_be_brought(const Units& units, std::string_view id) {
  const auto unit = std::ranges::find(units.all, id, &Unit::id);
  return unit != units.all.end() && unit->obstacle.empty();
}

bool was_asked_lately(const State& state, Clock::WallTime now) {
  return state.infra_time && epoch(now) - *state.infra_time < static_cast<double>(kTrusted.count());
}

}  // namespace

std::string why_cloudformation(const Difference& found, const Units& units, const State& state, Clock::WallTime now) {
  if (found.beyond_code) return found.first + " has changed";
  for (const std::string& id : found.code)
    if (!can_be_brought(units, id)) return id + " has changed";
  if (!found.secrets.empty())
    return fmt::format("the parameter {} is secret, and may have another value", found.secrets.front());
  return was_asked_lately(state, now) ? "" : "no sync of the last days is known here";
}

std::optional<Elsewhere> changed_elsewhere(const aws::Stack& stack, const State& state) {
  const auto changed = parse_iso_time(stack.changed);
  if (!changed || (state.infra_time && epoch(*changed - kTolerated) <= *state.infra_time)) return std::nullopt;
  return Elsewhere{*changed, state.infra_time.has_value()};
}

Task<Result<Way>> find_way(aws::Client& client, const Request& request, const Units& units, const deploy::Plan& plan,
                           bool always) {
  auto found = co_await compare_with_stack(client, plan);  // nothing where there is no stack
  if (!found) co_return fail(std::move(found).error());
  if (!*found) co_return Way{};
  const auto stack = co_await aws::find_stack(client, plan.settings.stack);
  if (!stack) co_return fail(aws::to_error(stack.error(), "DescribeStacks"));
  if (!*stack) co_return Way{};
  compare_stack(**stack, plan, **found);
  const State state = known_of(client, request);
  std::string why = why_cloudformation(**found, units, state, client.world().clock.wall());
  if (why.empty() && always) why = "that is wanted in any case";
  if (!why.empty()) co_return Way{.why = std::move(why), .elsewhere = changed_elsewhere(**stack, state)};
  const auto adrift = co_await find_adrift(client, request, units);
  if (!adrift) co_return fail(adrift.error());
  Way way{.through_cloudformation = false, .chosen = *adrift};
  for (std::size_t i = 0; i < units.all.size(); ++i)
    if (std::ranges::find((*found)->code, units.all[i].id) != (*found)->code.end()) way.chosen.push_back(i);
  std::ranges::sort(way.chosen);
  const auto twice = std::ranges::unique(way.chosen);
  way.chosen.erase(twice.begin(), twice.end());
  co_return way;
}

Result<void> remember_infra(const aws::Client& client, const Request& request) {
  State state = known_of(client, request);
  state.dependency_layer = request.dependency_layers;
  state.infra_time = epoch(client.world().clock.wall());
  return write_state(request.state_file, state);
}

}  // namespace cxsam::sync
