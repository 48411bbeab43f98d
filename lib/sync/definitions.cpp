// APIs and state machines get their documents as they are.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"
#include "document/reader.h"
#include "document/writer.h"
#include "json/json.h"
#include "sync/flow.h"

namespace cxsam::sync {
namespace {

using aws::list_of;
using aws::text_of;

constexpr std::string_view kService = "apigateway";

struct Document {
  std::string text;
  std::string hash;
  bool known = false;  // it is what was brought last
};

Result<Document> read_document(const Flow& flow, const std::string& key) {
  Result<std::string> text = read_file(flow.unit.source);
  if (!text) return fail(std::move(text).error());
  std::string hash = sha256_hex(*text);
  const bool known = flow.state.holds(key, hash);
  return Document{*std::move(text), std::move(hash), known};
}

/// Step Functions takes JSON only.
Result<std::string> definition_of(const Flow& flow, const std::string& text) {
  if (trim(text).starts_with('{')) return text;
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(flow.unit.source.string(), text);
  const std::optional<Node> root = cxsam::read_document(sources, file, diagnostics);
  if (!root || diagnostics.has_errors()) return fail(fmt::format("`{}` is neither JSON nor YAML", flow.unit.source.string()));
  return write_json(*root);
}

std::string api_path(const Flow& flow, std::string_view rest = "") {
  return fmt::format("/restapis/{}{}", percent_encode(flow.physical_id), rest);
}

Task<Result<void>> put_rest_api(const Flow& flow, std::string text) {
  aws::Call call{
      .service = std::string(kService), .region = "", .request = {.method = "PUT", .url = api_path(flow, "?mode=overwrite")}};
  const bool json = trim(text).starts_with('{');
  call.request.headers.push_back({"Content-Type", json ? "application/json" : "application/x-yaml"});
  call.request.body = std::move(text);
  const auto answer = co_await flow.client.send(std::move(call));
  if (!answer) co_return fail(aws::to_error(answer.error(), "PutRestApi"));
  co_return Result<void>();
}

struct Stage {
  std::string name, deployment;
};

Task<Result<std::vector<Stage>>> list_stages(const Flow& flow) {
  const auto answer = co_await aws::rest_get(flow.client, kService, api_path(flow, "/stages"));
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetStages"));
  std::vector<Stage> stages;
  for (const Json& each : list_of(*answer, "item"))
    stages.push_back({text_of(each, "stageName"), text_of(each, "deploymentId")});
  // Only those that show what the template's own stage shows: others are somebody else's.
  const auto own = std::ranges::find(stages, flow.unit.stage, &Stage::name);
  if (own != stages.end()) {
    const std::string deployment = own->deployment;
    std::erase_if(stages, [&](const Stage& each) { return each.deployment != deployment; });
  }
  co_return stages;
}

/// Caches are emptied as well; those that there are not need it not.
Task<Result<void>> show_deployment(const Flow& flow, std::string stage, std::string deployment) {
  const Json body{{"patchOperations", Json::array({{{"op", "replace"}, {"path", "/deploymentId"}, {"value", deployment}}})}};
  std::string path = api_path(flow, "/stages/" + percent_encode(stage));
  const auto changed = co_await aws::rest(flow.client, kService, "PATCH", path, body);
  if (!changed) co_return fail(aws::to_error(changed.error(), "UpdateStage"));
  const Json nothing;
  for (const std::string_view cache : {"/cache/data", "/cache/authorizers"})
    co_await aws::rest(flow.client, kService, "DELETE", path + std::string(cache), nothing);
  co_return Result<void>();
}

/// A new deployment on all stages in place of the old one, which goes.
Task<Result<void>> deploy_rest_api(const Flow& flow) {
  const Result<std::vector<Stage>> stages = co_await list_stages(flow);
  if (!stages) co_return fail(stages.error());
  const Json body{{"description", "Created by SAM Sync"}};
  const auto made = co_await aws::rest(flow.client, kService, "POST", api_path(flow, "/deployments"), body);
  if (!made) co_return fail(aws::to_error(made.error(), "CreateDeployment"));
  std::set<std::string> old;
  for (const Stage& stage : *stages) {
    const Result<void> shown = co_await show_deployment(flow, stage.name, text_of(*made, "id"));
    if (!shown) co_return shown;
    old.insert(stage.deployment);
  }
  const Json nothing;
  for (const std::string& deployment : old)  // one that another stage still shows stays
    co_await aws::rest(flow.client, kService, "DELETE", api_path(flow, "/deployments/" + percent_encode(deployment)), nothing);
  co_return Result<void>();
}

}  // namespace

Task<Result<Outcome>> sync_rest_api(Flow flow) {
  const std::string key = "RestApiSyncFlow:" + flow.unit.id;
  Result<Document> document = read_document(flow, key);
  if (!document) co_return fail(std::move(document).error());
  if (document->known) co_return Outcome{};
  const Result<void> put = co_await put_rest_api(flow, std::move(document->text));
  if (!put) co_return fail(put.error());
  const Result<void> deployed = co_await deploy_rest_api(flow);
  if (!deployed) co_return fail(deployed.error());
  flow.state.set(key, document->hash, flow.client.world().clock.wall());
  co_return Outcome{.changed = true};
}

Task<Result<Outcome>> sync_http_api(Flow flow) {
  const std::string key = "HttpApiSyncFlow:" + flow.unit.id;
  Result<Document> document = read_document(flow, key);
  if (!document) co_return fail(std::move(document).error());
  if (document->known) co_return Outcome{};
  const Json body{{"body", document->text}};
  const auto put = co_await aws::rest(flow.client, "apigatewayv2", "PUT", "/v2/apis/" + percent_encode(flow.physical_id), body);
  if (!put) co_return fail(aws::to_error(put.error(), "ReimportApi"));
  flow.state.set(key, document->hash, flow.client.world().clock.wall());
  co_return Outcome{.changed = true};
}

Task<Result<Outcome>> sync_state_machine(Flow flow) {
  const std::string key = "StepFunctionsSyncFlow:" + flow.unit.id;
  Result<Document> document = read_document(flow, key);
  if (!document) co_return fail(std::move(document).error());
  if (document->known) co_return Outcome{};
  const Result<std::string> definition = definition_of(flow, document->text);
  if (!definition) co_return fail(definition.error());
  const Json parameters{{"stateMachineArn", flow.physical_id}, {"definition", *definition}};
  const auto updated = co_await flow.client.call("stepfunctions", "UpdateStateMachine", parameters);
  if (!updated) co_return fail(aws::to_error(updated.error(), "UpdateStateMachine"));
  flow.state.set(key, document->hash, flow.client.world().clock.wall());
  co_return Outcome{.changed = true};
}

}  // namespace cxsam::sync
