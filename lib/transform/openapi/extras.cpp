#include "transform/openapi/extras.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/properties.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

/// `/` is typed as `~1` since the values become parts of JSON pointers in API Gateway's own interface.
void unescape(Node& node) {
  if (node.is_string()) node.text = replace_all(node.text, "~1", "/");
  for (Node& item : node.items) unescape(item);
  for (Member& member : node.members) unescape(member.value);
}

/// Where ResponseParameters may point to, and how API Gateway writes it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPlaces{
    {{"Headers", "gatewayresponse.header."},
     {"Paths", "gatewayresponse.path."},
     {"QueryStrings", "gatewayresponse.querystring."}}};
constexpr std::array kResponseProperties{Property{"ResponseParameters", kMap}, Property{"ResponseTemplates"},
                                         Property{"StatusCode"}};
constexpr std::array kParameterProperties{Property{"Headers"}, Property{"Paths"}, Property{"QueryStrings"}};

/// False after an error.
bool check_gateway_response(Scope& api, const Member& response) {
  const std::string who = "gateway response `" + response.key + "`";
  const auto report = [&](const Node& where, std::string message, std::string hint = {}) {
    api.error(&where, std::move(message), std::move(hint));
    return false;
  };
  if (!response.value.is_map()) return report(response.value, who + " must be a map");
  if (!check_part(api, response.value, kResponseProperties, who)) return false;
  const Node* given = response.value.find("ResponseParameters");
  if (given && given->is_map() && !check_part(api, *given, kParameterProperties, "`ResponseParameters`")) return false;
  for (const auto& [place, prefix] : kPlaces) {
    const Node* values = given ? given->find(place) : nullptr;
    if (values && !values->is_map()) return report(*values, "`" + std::string(place) + "` of " + who + " must be a map");
  }
  const Node* status = value_at(&response.value, "StatusCode");
  if (!status || status->as_int()) return true;
  return report(*status, "`StatusCode` of " + who + " must be a number");
}

Node gateway_response(const Node& response, const Maker& make) {
  Node parameters = make.map();
  const Node* given = value_at(&response, "ResponseParameters");
  for (const auto& [place, prefix] : kPlaces) {
    const Node* values = given ? value_at(given, place) : nullptr;
    if (!values) continue;
    for (const Member& value : values->members) make.add(parameters, std::string(prefix) + value.key, value.value);
  }
  const Node* templates = value_at(&response, "ResponseTemplates");
  Node out = make.map("responseParameters", std::move(parameters), "responseTemplates", templates ? *templates : make.map());
  if (const Node* status = value_at(&response, "StatusCode")) {
    make.add(out, "statusCode", make_string(std::string(status->as_text().value_or("")), *status));
  }
  return out;
}

Node& setting_at(Node& parent, const Maker& make) { return map_at(parent, "x-amazon-apigateway-endpoint-configuration", make); }

/// False after an error: the endpoint configuration that the user wrote is a map.
bool check_setting(Scope& api, const Node& parent) {
  const Node* existing = value_at(&parent, "x-amazon-apigateway-endpoint-configuration");
  if (!existing || existing->is_map()) return true;
  api.error(existing, "`x-amazon-apigateway-endpoint-configuration` in `DefinitionBody` must be a map");
  return false;
}

}  // namespace

void add_gateway_responses(Scope& api, const Node& responses, Definition& definition) {
  if (as_intrinsic(responses)) {
    return api.error(&responses, "`GatewayResponses` must be written out",
                     "intrinsic functions may stand for the values in it");
  }
  const Maker make(responses.span,
                   api.work.expand(responses.span, "GatewayResponses of `" + api.id + "`", responses.expansion));
  Node& all = map_at(definition.body(), "x-amazon-apigateway-gateway-responses", make);
  for (const Member& response : responses.members) {
    if (!check_gateway_response(api, response)) return;
    all.set(response.key, gateway_response(response.value, make));
  }
}

/// Models are written as Swagger 2 has them; the document is converted afterwards.
void add_models(Scope& api, const Node& models, Definition& definition) {
  const Node* existing = value_at(&definition.body(), "definitions");
  if (existing && !existing->is_map()) return api.error(existing, "`definitions` of `DefinitionBody` must be a map");
  Node& definitions = map_at(definition.body(), "definitions", api.make);
  for (const Member& model : models.members) {
    if (!model.value.is_map()) return api.error(&model.value, "model `" + model.key + "` must be a map, a JSON schema");
    if (!model.value.find("type")) {
      return api.error(model.key_span, model.value.expansion, "model `" + model.key + "` has no `type`",
                       "a model is a JSON schema: begin with `type: object`");
    }
    definitions.set(to_lower(model.key), model.value);
  }
}

void add_binary_media_types(Scope& api, const Node& types, Definition& definition) {
  Node written = api.work.resolved(types);
  unescape(written);
  definition.body().set("x-amazon-apigateway-binary-media-types", std::move(written));
}

/// The setting stands in `servers` in OpenAPI 3 and at the top in Swagger 2.
void add_endpoint_switch(Scope& api, const Node& disabled, Definition& definition) {
  const std::string_view key = "disableExecuteApiEndpoint";
  Node& body = definition.body();
  if (!definition.is_openapi3()) {
    if (check_setting(api, body)) setting_at(body, api.make).set(key, disabled);
    return;
  }
  const Node* existing = value_at(&body, "servers");
  if (existing && !existing->is_list()) return api.error(existing, "`servers` of `DefinitionBody` must be a list");
  Node& servers = list_at(body, "servers", api.make);
  if (servers.items.empty()) servers.items.push_back(api.make.map());
  for (Node& server : servers.items) {
    if (!server.is_map()) return api.error(&server, "an entry of `servers` in `DefinitionBody` must be a map");
    if (!check_setting(api, server)) return;
    setting_at(server, api.make).set(key, disabled);
  }
}

void add_http_tags(Scope& api, Definition& definition) {
  const Node* existing = value_at(&definition.body(), "tags");
  if (existing && !existing->is_list()) return api.error(existing, "`tags` of `DefinitionBody` must be a list");
  Node& tags = list_at(definition.body(), "tags", api.make);
  const auto put = [&](std::string_view name, const Node& value) {
    const auto named = std::ranges::find_if(tags.items, [&](const Node& tag) {
      const Node* own = tag.find("name");
      return own && own->as_string() == name;
    });
    if (named == tags.items.end()) {
      tags.items.push_back(api.make.map("name", name, "x-amazon-apigateway-tag-value", value));
    } else {
      named->set("x-amazon-apigateway-tag-value", value);
    }
  };
  if (const Node* own = api.property("Tags")) {
    for (const Member& tag : own->members) put(tag.key, tag.value);
  }
  put("httpapi:createdBy", api.make.text("SAM"));
}

void apply_path_conditions(Scope& api, Definition& definition) {
  const PathConditions& paths = api.work.notes<PathConditions>();
  const auto conditions = paths.of_api.find(api.id);
  if (conditions == paths.of_api.end()) return;
  for (Member& member : definition.body().members) {
    if (member.key != "paths") continue;
    for (Member& path : member.value.members) {
      const auto condition = conditions->second.find(path.key);
      if (condition == conditions->second.end()) continue;
      path.value = api.make.choose(condition->second, std::move(path.value), api.make.no_value());
    }
  }
}

}  // namespace cxsam::transform::openapi
