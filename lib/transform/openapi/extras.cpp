#include "transform/openapi/extras.h"

#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

void add_binary_media_types(Scope& api, Definition& definition) {
  const Node* types = api.property("BinaryMediaTypes");
  if (!types || !types->is_list()) return;
  Node written = api.work.resolved(*types);
  // `/` is typed as `~1` since the values become parts of JSON pointers in API Gateway's own interface.
  for (Node& type : written.items) type.text = replace_all(type.text, "~1", "/");
  definition.body().set("x-amazon-apigateway-binary-media-types", std::move(written));
}

Node gateway_response(const Scope& api, const Node& response) {
  const Maker& make = api.make;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPlaces{
      {{"Headers", "gatewayresponse.header."},
       {"Paths", "gatewayresponse.path."},
       {"QueryStrings", "gatewayresponse.querystring."}}};
  Node parameters = make.map();
  const Node* given = response.find("ResponseParameters");
  for (const auto& [key, prefix] : kPlaces) {
    const Node* values = given ? given->find(key) : nullptr;
    if (!values) continue;
    for (const Member& value : values->members) make.add(parameters, std::string(prefix) + value.key, value.value);
  }
  const Node* templates = response.find("ResponseTemplates");
  Node out = make.map("responseParameters", std::move(parameters), "responseTemplates", templates ? *templates : make.map());
  if (const Node* status = response.find("StatusCode")) {
    make.add(out, "statusCode",
             as_intrinsic(*status) ? *status : make_string(std::string(status->as_text().value_or("")), *status));
  }
  return out;
}

void add_gateway_responses(Scope& api, Definition& definition) {
  const Node* responses = api.property("GatewayResponses");
  if (!responses) return;
  Node all = api.make.map();
  for (const Member& response : responses->members) {
    if (!response.value.is_map()) return api.error(&response.value, "gateway response `" + response.key + "` must be a map");
    api.make.add(all, response.key, gateway_response(api, response.value));
  }
  definition.body().set("x-amazon-apigateway-gateway-responses", std::move(all));
}

void add_models(Scope& api, Definition& definition) {
  const Node* models = api.property("Models");
  if (!models) return;
  Node schemas = api.make.map();
  for (const Member& model : models->members) api.make.add(schemas, to_lower(model.key), model.value);
  Node& body = definition.body();
  if (!definition.is_openapi3()) {
    body.set("definitions", std::move(schemas));
    return;
  }
  Node components = map_or_empty(body.find("components"), api.make);
  components.set("schemas", std::move(schemas));
  body.set("components", std::move(components));
}

/// The setting stands in `servers` in OpenAPI 3 and at the top in Swagger 2.
void add_endpoint_switch(Scope& api, Definition& definition) {
  const Node* disabled = api.property("DisableExecuteApiEndpoint");
  if (!disabled) return;
  const std::string_view key = "x-amazon-apigateway-endpoint-configuration";
  Node setting = api.make.map("disableExecuteApiEndpoint", disabled);
  Node& body = definition.body();
  if (!definition.is_openapi3()) {
    body.set(key, std::move(setting));
    return;
  }
  Node servers = list_or_empty(body.find("servers"), api.make);
  if (servers.items.empty()) servers.items.push_back(api.make.map());
  for (Node& server : servers.items) {
    server = map_or_empty(&server, api.make);
    server.set(key, setting);
  }
  body.set("servers", std::move(servers));
}

/// Tags of an HTTP API are part of its document.
void add_http_tags(Scope& api, Definition& definition) {
  const Node* existing = definition.body().find("tags");
  Node tags = list_or_empty(existing, api.make);
  const auto put = [&](std::string_view name, Node value) {
    tags.items.push_back(api.make.map("name", name, "x-amazon-apigateway-tag-value", std::move(value)));
  };
  if (const Node* own = api.property("Tags")) {
    for (const Member& tag : own->members) put(tag.key, tag.value);
  }
  put("httpapi:createdBy", api.make.text("SAM"));
  definition.body().set("tags", std::move(tags));
}

}  // namespace

void add_rest_extras(Scope& api, Definition& definition) {
  add_binary_media_types(api, definition);
  add_gateway_responses(api, definition);
  add_models(api, definition);
  add_endpoint_switch(api, definition);
}

void add_http_extras(Scope& api, Definition& definition) {
  Node& body = definition.body();
  Node info = map_or_empty(body.find("info"), api.make);
  if (const Node* name = api.property("Name")) info.set("title", *name);
  if (const Node* description = api.property("Description")) info.set("description", *description);
  if (!info.members.empty()) body.set("info", std::move(info));
  add_endpoint_switch(api, definition);
  add_http_tags(api, definition);
}

void apply_path_conditions(Scope& api, Definition& definition) {
  const auto conditions = api.work.path_conditions.find(api.id);
  if (conditions == api.work.path_conditions.end()) return;
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
