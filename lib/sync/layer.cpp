#include <algorithm>
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

using aws::int_of;
using aws::list_of;
using aws::object_of;
using aws::text_of;

std::string versions_path(std::string_view layer_arn, std::string_view rest = "") {
  return fmt::format("/2018-10-31/layers/{}/versions{}", percent_encode(layer_arn), rest);
}

/// The newest version that there is, 0 for none.
Task<Result<std::int64_t>> newest_version(aws::Client& client, std::string layer_arn) {
  const auto answer = co_await aws::rest_get(client, "lambda", versions_path(layer_arn));
  if (!answer) co_return fail(aws::to_error(answer.error(), "ListLayerVersions"));
  std::int64_t newest = 0;
  for (const Json& each : list_of(*answer, "LayerVersions")) newest = std::max(newest, int_of(each, "Version"));
  co_return newest;
}

/// "" where it is not told.
Task<std::string> digest_of(aws::Client& client, std::string layer_arn, std::int64_t version) {
  const auto answer = co_await aws::rest_get(client, "lambda", versions_path(layer_arn, fmt::format("/{}", version)));
  co_return answer ? text_of(object_of(*answer, "Content"), "CodeSha256") : "";
}

/// Gives the ARN of the new version.
Task<Result<std::string>> publish(const Flow& flow, std::string layer_arn, std::string archive) {
  Result<Json> content = co_await code_of(flow, archive);
  if (!content) co_return fail(std::move(content).error());
  const Json body{{"Content", *std::move(content)}, {"CompatibleRuntimes", flow.unit.compatible_runtimes}};
  aws::Call call = aws::rest_call("lambda", "POST", versions_path(layer_arn), body);
  call.repeatable = false;  // each makes one
  const auto answer = co_await flow.client.send(std::move(call));
  if (!answer) co_return fail(aws::to_error(answer.error(), "PublishLayerVersion"));
  const Result<Json> made = parse_json(answer->body);
  if (!made) co_return fail(made.error());
  co_return text_of(*made, "LayerVersionArn");
}

/// In place of another version of the same layer.
Task<Result<void>> use_version_in(aws::Client& client, std::string function, std::string version_arn) {
  const Result<Json> before = co_await settle(client, function);
  if (!before) co_return fail(before.error());
  const std::string beginning = without_version(version_arn) + ":";
  Json layers = Json::array();
  for (const Json& each : list_of(*before, "Layers")) {
    const std::string arn = text_of(each, "Arn");
    layers.push_back(arn.starts_with(beginning) ? version_arn : arn);
  }
  const Json body{{"Layers", std::move(layers)}};
  const auto changed = co_await change_function(client, "PUT", function, "/configuration", body);
  if (!changed) co_return fail(aws::to_error(changed.error(), "UpdateFunctionConfiguration"));
  co_return co_await finish_change(client, function);
}

}  // namespace

std::string without_version(std::string_view arn) { return std::string(arn.substr(0, arn.rfind(':'))); }

Task<Result<Outcome>> sync_layer(Flow flow) {
  const Result<std::string> archive = co_await archive_of(flow.unit.source);
  if (!archive) co_return fail(archive.error());
  const std::string hash = sha256_hex(*archive);
  const std::string key = key_of("LayerSyncFlow", flow.unit);
  if (flow.state.holds(key, hash)) co_return Outcome{};
  const std::string layer_arn = without_version(flow.physical_id);
  const Result<std::int64_t> old = co_await newest_version(flow.client, layer_arn);
  if (!old) co_return fail(old.error());
  if (*old == 0) {
    flow.sync.tell(LeftOut{fmt::format("Cannot find any versions for layer {}", layer_arn)});
    co_return Outcome{.left_out = true};
  }
  const std::string there = co_await digest_of(flow.client, layer_arn, *old);
  Outcome outcome;
  if (there != lambda_digest(hash)) {
    const Result<std::string> version = co_await publish(flow, layer_arn, *archive);
    if (!version) co_return fail(version.error());
    const Json nothing;
    const auto gone =
        co_await aws::rest(flow.client, "lambda", "DELETE", versions_path(layer_arn, fmt::format("/{}", *old)), nothing);
    if (!gone) flow.sync.tell(Problem{aws::to_error(gone.error(), "DeleteLayerVersion").message});
    outcome = {.changed = true, .layer_version = *version};
  }
  flow.state.set(key, hash, flow.client.world().clock.wall());
  co_return outcome;
}

Task<void> use_new_version(Flow flow, std::string version_arn) {
  for (const Unit& unit : flow.sync.units.all) {
    const bool uses = std::ranges::find(unit.layers, flow.unit.id) != unit.layers.end();
    const auto deployed = flow.sync.deployed.find(unit.id);
    if (!uses || deployed == flow.sync.deployed.end() || deployed->second.empty()) continue;
    const std::string what = fmt::format("Function Layer Reference Sync {}", unit.id);
    flow.sync.tell(Begun{what});
    const Result<void> configured = co_await use_version_in(flow.client, deployed->second, version_arn);
    if (!configured) {
      flow.sync.tell(Problem{configured.error().message});
      continue;
    }
    flow.state.set(fmt::format("FunctionLayerReferenceSync:{}:{}", unit.id, without_version(version_arn)),
                   sha256_hex(version_arn.substr(version_arn.rfind(':') + 1)), flow.client.world().clock.wall());
    flow.sync.tell(Finished{what});
  }
}

}  // namespace cxsam::sync
