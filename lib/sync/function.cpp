#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/hash.h"
#include "base/percent.h"
#include "json/json.h"
#include "sync/flow.h"

namespace cxsam::sync {
namespace {

using aws::object_of;
using aws::text_of;

constexpr std::chrono::milliseconds kPause{500};
constexpr std::chrono::minutes kPatience{5};

std::string path_of(std::string_view function, std::string_view rest = "") {
  return fmt::format("/2015-03-31/functions/{}{}", percent_encode(function), rest);
}

Task<Result<std::string>> publish_version(aws::Client& client, std::string function) {
  aws::Call call = aws::rest_call("lambda", "POST", path_of(function, "/versions"), Json::object());
  call.repeatable = false;  // each makes one
  const auto answer = co_await client.send(std::move(call));
  if (!answer) co_return fail(aws::to_error(answer.error(), "PublishVersion"));
  const Result<Json> made = parse_json(answer->body);
  if (!made) co_return fail(made.error());
  co_return text_of(*made, "Version");
}

/// An alias that is not there yet is made.
Task<Result<void>> point_alias(aws::Client& client, std::string function, std::string alias, std::string version) {
  const Json body{{"FunctionVersion", version}};
  const auto moved = co_await change_function(client, "PUT", function, "/aliases/" + percent_encode(alias), body);
  if (moved) co_return Result<void>();
  if (moved.error().status != 404) co_return fail(aws::to_error(moved.error(), "UpdateAlias"));
  const Json made_of{{"Name", alias}, {"FunctionVersion", version}};
  const auto made = co_await change_function(client, "POST", function, "/aliases", made_of);
  if (!made) co_return fail(aws::to_error(made.error(), "CreateAlias"));
  co_return Result<void>();
}

Task<void> follow_with_alias(Flow flow) {
  const std::string what = fmt::format("Alias {} and Version of {}", flow.unit.alias, flow.unit.id);
  flow.sync.tell(Begun{what});
  const Result<std::string> version = co_await publish_version(flow.client, flow.physical_id);
  if (!version) {
    flow.sync.tell(Problem{version.error().message});
    co_return;
  }
  const Result<void> moved = co_await point_alias(flow.client, flow.physical_id, flow.unit.alias, *version);
  if (!moved) {
    flow.sync.tell(Problem{moved.error().message});
    co_return;
  }
  flow.state.set(fmt::format("AliasVersionSyncFlow:{}:{}", flow.unit.id, flow.unit.alias), sha256_hex(*version),
                 flow.client.world().clock.wall());
  flow.sync.tell(Finished{what});
}

/// What stands there is neither what is brought nor what was brought last.
bool changed_elsewhere(const Flow& flow, const std::string& key, const std::string& digest) {
  const Synced* known = flow.state.find(key);
  return known != nullptr && !digest.empty() && lambda_digest(known->hash) != digest;
}

Task<Result<Json>> read_function(aws::Client& client, std::string function) {
  const auto answer = co_await aws::rest_get(client, "lambda", path_of(function));
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetFunction"));
  co_return object_of(*answer, "Configuration");
}

}  // namespace

Task<aws::Answer<Json>> change_function(aws::Client& client, std::string method, std::string function, std::string rest,
                                        Json body) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  for (;;) {
    auto answer = co_await aws::rest(client, "lambda", method, path_of(function, rest), body);
    const bool busy = !answer && answer.error().code == "ResourceConflictException";
    if (!busy || client.world().clock.now() >= until) co_return answer;
    co_await client.world().clock.sleep_for(kPause);
  }
}

Task<Result<Json>> settle(aws::Client& client, std::string function) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  for (;;) {
    Result<Json> configuration = co_await read_function(client, function);
    if (!configuration) co_return configuration;
    const bool moves = text_of(*configuration, "LastUpdateStatus") == "InProgress";
    if (!moves && text_of(*configuration, "State") != "Pending") co_return configuration;
    if (client.world().clock.now() >= until) co_return fail(fmt::format("{} takes too long to change", function));
    co_await client.world().clock.sleep_for(kPause);
  }
}

Task<Result<void>> finish_change(aws::Client& client, std::string function) {
  const Result<Json> configuration = co_await settle(client, function);
  if (!configuration) co_return fail(configuration.error());
  if (!has_failed(*configuration)) co_return Result<void>();
  co_return fail(fmt::format("the change of {} has failed: {}", function, text_of(*configuration, "LastUpdateStatusReason")));
}

bool has_failed(const Json& configuration) { return text_of(configuration, "LastUpdateStatus") == "Failed"; }

Task<Result<Outcome>> sync_function(Flow flow) {
  const Result<std::string> archive = co_await archive_of(flow.unit.source);
  if (!archive) co_return fail(archive.error());
  const std::string hash = sha256_hex(*archive);
  const std::string key = key_of("ZipFunctionSyncFlow", flow.unit);
  if (flow.state.holds(key, hash)) co_return Outcome{};
  const Result<Json> before = co_await settle(flow.client, flow.physical_id);
  if (!before) co_return fail(before.error());
  const std::string there = text_of(*before, "CodeSha256");
  const bool same = there == lambda_digest(hash) && !has_failed(*before);
  if (!same && changed_elsewhere(flow, key, there))
    flow.sync.tell(
        Problem{fmt::format("The code of {} was changed by somebody else since the last sync; it is replaced.", flow.unit.id)});
  if (!same) {
    Result<Json> code = co_await code_of(flow, *archive);
    if (!code) co_return fail(std::move(code).error());
    const auto updated = co_await change_function(flow.client, "PUT", flow.physical_id, "/code", *std::move(code));
    if (!updated) co_return fail(aws::to_error(updated.error(), "UpdateFunctionCode"));
    const Result<void> made = co_await finish_change(flow.client, flow.physical_id);
    if (!made) co_return fail(made.error());
  }
  flow.state.set(key, hash, flow.client.world().clock.wall());
  if (same) co_return Outcome{};
  if (!flow.unit.alias.empty()) co_await follow_with_alias(flow);
  co_return Outcome{.changed = true};
}

}  // namespace cxsam::sync
