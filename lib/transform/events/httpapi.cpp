// The HttpApi event: a route of an HTTP API and the permission to call the function.
// Source: AWS SAM developer guide, "HttpApi" event source.
#include <array>

#include "base/text.h"
#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/implicit_api.h"
#include "transform/openapi/integration.h"
#include "transform/openapi/parameters.h"
#include "transform/openapi/security.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Path", kText},
    Property{"Method", kText},
    Property{"ApiId", kText},
    Property{"Auth", kMap},
    Property{"TimeoutInMillis", kNumber},
    Property{"RouteSettings", kMap},
    Property{"Stage", kText},
    Property{"PayloadFormatVersion", kText},
};

constexpr std::string_view kDefaultRoute = "$default";

std::string api_of(EventScope& event) {
  const Node* given = event.property("ApiId");
  if (!given) return std::string(kImplicitHttpApi);
  const auto intrinsic = as_intrinsic(*given);
  const bool is_ref = intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string();
  const std::string id = is_ref ? intrinsic->argument->text : given->as_string() ? given->text : "";
  if (event.work.type_of(id) == "AWS::Serverless::HttpApi") return id;
  event.error(given, "`ApiId` must be a `Ref` to an `AWS::Serverless::HttpApi` of this template");
  return "";
}

/// The permission of a default route covers every route of its API.
bool has_default_route(const EventScope& event) {
  const Node* api = event.property("ApiId");
  for (const Member& other : event.owner.property("Events")->members) {
    const Node* type = other.value.find("Type");
    const Node* properties = other.value.find("Properties");
    if (!type || type->as_string() != "HttpApi" || (properties && properties->find("Path"))) continue;
    const Node* other_api = properties ? properties->find("ApiId") : nullptr;
    if (api && other_api ? same_value(*api, *other_api) : !api && !other_api) return true;
  }
  return false;
}

void permit(EventScope& event, const std::string& api, std::string_view method, std::string_view path) {
  const std::string route = path == kDefaultRoute ? "*"
                            : path == "/$default"
                                ? "$default"
                                : openapi::arn_verb(method) + openapi::arn_path(path, openapi::Greedy::ProxyOnly);
  const Node* given = event.property("ApiId");
  const Node id = given ? *given : event.make.ref(api);
  event.add_permission(
      "apigateway.amazonaws.com",
      event.make.sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/" + route,
                     "__ApiId__", id, "__Stage__", "*"));
}

/// Settings of one route stand on the API's stage: "GET /x" -> {...}.
void add_route_settings(EventScope& event, const std::string& api, std::string_view method, std::string_view path) {
  const Node* settings = event.property("RouteSettings");
  Member* resource = event.work.find_resource(api);
  if (!settings || !resource) return;
  std::string route(path);
  if (path != kDefaultRoute) route = (method == "any" ? "ANY" : openapi::arn_verb(method)) + (" " + route);
  map_at(properties_of(resource->value), "RouteSettings", event.make).set(route, *settings);
}

/// An operation that the user wrote, with what it lacks of ours.
Node completed(const Node& own, Node ours) {
  Node operation = own;
  for (Member& member : ours.members) {
    if (!operation.find(member.key)) operation.members.push_back(std::move(member));
  }
  return operation;
}

void add_operation(EventScope& event, const std::string& api, const std::string& path, const std::string& method) {
  const auto found = event.work.definitions.find(api);
  if (found == event.work.definitions.end()) return;
  openapi::Definition& definition = found->second;
  const bool is_default = path == kDefaultRoute;
  // AWS writes the default route of an explicit API with a slash where the event gives no path.
  const std::string written = is_default && event.property("ApiId") && !event.property("Path") ? "/" + path : path;
  const std::string other = definition.maker_of(written, method);
  if (!other.empty()) {
    return event.error(event.property("Path"), "`" + method + " " + path + "` is defined already, by " + other);
  }
  const Maker& make = event.make;
  const Node* version = event.property("PayloadFormatVersion");
  Node integration = make.map("type", "aws_proxy", "httpMethod", "POST", "uri",
                              openapi::invocation_uri(event, "${AWS::Partition}"), "payloadFormatVersion",
                              version ? *version : make.text("2.0"), "timeoutInMillis", event.property("TimeoutInMillis"));
  Node operation = make.map(openapi::kIntegration, std::move(integration), "responses", make.map());
  if (is_default) make.add(operation, "isDefaultRoute", true);
  make.add(operation, "parameters", openapi::path_parameters(path, make));
  const Member* resource = event.work.find_resource(api);
  const Node* auth = resource ? resource->value.at_path({"Properties", "Auth"}) : nullptr;
  openapi::secure_http_operation(event, auth, operation);
  if (const Node* own = definition.operation(written, method)) operation = completed(*own, std::move(operation));
  definition.set_operation(written, method, std::move(operation), event.owner.condition(),
                           "event `" + event.name + "` of `" + event.owner.id + "`", make);
}

void to_function(EventScope& event) {
  const std::string api = api_of(event);
  if (api.empty()) return;
  if (api == kImplicitHttpApi) propagate_tags_to_api(event.owner, api);
  const bool has_path = event.property("Path") != nullptr;
  if (has_path != (event.property("Method") != nullptr)) {
    return event.error(event.property(has_path ? "Path" : "Method"), "`Path` and `Method` belong together",
                       "give both, or none for the default route");
  }
  const std::string path = has_path ? event.text("Path").value_or("") : std::string(kDefaultRoute);
  const std::string method = to_lower(event.text("Method").value_or("any"));
  if (!has_path || !has_default_route(event)) permit(event, api, method, path);
  add_route_settings(event, api, method, path);
  add_operation(event, api, path, method);
}

}  // namespace

extern const EventType event_httpapi;
const EventType event_httpapi{"HttpApi", kProperties, to_function};

}  // namespace cxsam::transform
