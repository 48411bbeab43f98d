#include "gateway/websocket/checks.h"

#include "application/key_ring.h"
#include "application/validation.h"
#include "base/text.h"
#include "gateway/key_use.h"
#include "gateway/websocket/selection.h"
#include "json/json.h"

namespace cxsam::gateway::websocket {
namespace {

using application::WebSocketRoute;

std::string stage_key(const application::WebSocketApi& api) { return api.full_path() + " " + api.stage.name; }

std::optional<Failure> check_key(const Served& served, const Happening& happening, const WebSocketRoute& route,
                                 Connection& connection) {
  const application::WebSocketApi& api = happening.api;
  if (happening.request != nullptr && !api.key_from_authorizer)
    connection.api_key = http::find_header(happening.request->headers, "x-api-key");
  if (!route.api_key_required) return std::nullopt;
  const UsedKey used =
      use_key(served.services, api.keys.get(), connection.api_key,
              {.stack_path = api.stack_path, .stage = api.stage.name, .bucket = stage_key(api), .method = route.key});
  if (used.key != nullptr && happening.request != nullptr) {
    connection.identity.emplace_back("apiKey", connection.api_key);
    connection.identity.emplace_back("apiKeyId", used.key->id);
  }
  return used.failure;
}

std::optional<Failure> throttle(const Served& served, const Happening& happening, const WebSocketRoute& route) {
  const auto& settings = happening.api.stage.settings;
  auto found = settings.find(route.key);
  if (found == settings.end()) found = settings.find("*");
  if (found == settings.end() || !found->second.throttle) return std::nullopt;
  const std::string bucket = stage_key(happening.api) + " " + route.key;
  const Services& services = served.services;
  const bool free = services.counters.take(bucket, *found->second.throttle, services.world.clock.now());
  return free ? std::nullopt : std::optional(Failure::Throttled);
}

/// A message that no model is for does not pass either.
std::optional<std::string> fault_of_body(const Happening& happening, const WebSocketRoute& route) {
  const application::Validation& validation = *route.validation;
  const std::string key = select(route.model_key, happening).value_or("");
  auto model = validation.models.find(key);
  if (model == validation.models.end()) model = validation.models.find("$default");
  if (model == validation.models.end()) return "no model is for `" + key + "`, and none is the default";
  const auto document = parse_json(happening.body);
  if (!document) return "it is no JSON";
  const std::vector<std::string> faults = validation.schemas->faults_of(model->second, *document);
  return faults.empty() ? std::nullopt : std::optional(join(faults, ", "));
}

}  // namespace

std::optional<Failure> check(const Served& served, const Happening& happening, const WebSocketRoute& route,
                             Connection& connection) {
  if (const auto failure = check_key(served, happening, route, connection)) return failure;
  if (const auto failure = throttle(served, happening, route)) return failure;
  if (route.validation == nullptr || happening.kind != Happening::Kind::Message) return std::nullopt;
  const auto fault = fault_of_body(happening, route);
  if (!fault) return std::nullopt;
  note(served, route.integration.function_path(), "`" + route.key + "`: the message is not as its model wants it: " + *fault);
  return Failure::BadBody;
}

}  // namespace cxsam::gateway::websocket
