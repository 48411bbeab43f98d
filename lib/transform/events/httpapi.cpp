// The HttpApi event: a route of an HTTP API and the permission to call the function.
// Source: AWS SAM developer guide, "HttpApi" event source.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/implicit_api.h"
#include "transform/openapi/included.h"
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

bool is_any(std::string_view method) { return openapi::normal_method(method) == openapi::kAnyMethod; }

std::string api_of(EventScope& event) {
  const Node* given = event.properties.find("ApiId");
  if (!given) return std::string(kImplicitHttpApi);
  const auto intrinsic = as_intrinsic(*given);
  const bool is_ref = intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string();
  const std::string id = is_ref ? intrinsic->argument->text : given->as_string() ? given->text : "";
  const std::string_view type = event.work.type_of(id);
  const bool has_no_type = type.empty() && event.work.find_resource(id);  // which CloudFormation will refuse
  if (has_no_type || type == "AWS::Serverless::HttpApi") return id;
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

/// What stands for the route in the ARN of its calls. Permissions name a path without the slash at its end.
std::string route_in_arn(std::string_view method, std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  if (path == "/$default" && is_any(method) && method != openapi::kAnyMethod) return "$default";
  const std::string verb = is_any(method) ? "*" : openapi::arn_verb(method);
  return path == kDefaultRoute ? verb : verb + openapi::arn_path(path, openapi::Greedy::ProxyOnly);
}

void permit(EventScope& event, const std::string& api, std::string_view method, std::string_view path) {
  const std::string route = route_in_arn(method, path);
  const Node* given = event.property("ApiId");
  const Node id = given ? *given : event.make.ref(api);
  event.add_permission(
      "apigateway.amazonaws.com",
      event.make.sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/" + route,
                     "__ApiId__", id, "__Stage__", "*"));
}

/// "GET /x", "ANY /x"; the path alone for API Gateway's own word for any method.
std::string route_of(const EventScope& event, std::string_view path) {
  const Node* method = event.property("Method");
  if (path == kDefaultRoute || !method || method->text == openapi::kAnyMethod) return std::string(path);
  const std::string verb = openapi::arn_verb(method->text);
  return (verb == "*" ? "ANY" : verb) + " " + std::string(path);
}

/// Settings of one route stand on the API's stage: "GET /x" -> {...}.
void add_route_settings(EventScope& event, const std::string& api, std::string_view path) {
  const Node* settings = event.properties.find("RouteSettings");
  if (!settings) return;
  if (!settings->is_map()) return event.error(settings, "`RouteSettings` must be a map");
  Member* resource = event.work.find_resource(api);
  if (!resource) return;
  const std::string route = route_of(event, path);
  Node& all = map_at(properties_of(resource->value), "RouteSettings", event.make);
  const std::string_view condition = event.owner.condition();
  if (as_intrinsic(*settings) || !condition.empty()) {
    all.set(route, condition.empty() ? *settings : event.make.choose(condition, *settings, event.make.no_value()));
    return;
  }
  Node& own = map_at(all, route, event.make);
  for (const Member& setting : settings->members) own.set(setting.key, setting.value);
}

Node integration_of(EventScope& event) {
  const Node* version = event.property("PayloadFormatVersion");
  return event.make.map("type", "aws_proxy", "httpMethod", "POST", "uri", openapi::invocation_uri(event, "${AWS::Partition}"),
                        "payloadFormatVersion", is_given(version) ? *version : event.make.text("2.0"), "timeoutInMillis",
                        event.filled("TimeoutInMillis"));
}

/// Declares the names of a path as parameters, those that the user declared too.
void declare_parameters(Node& operation, std::string_view path, const Maker& make) {
  const auto names = openapi::path_parameters(path, make);
  if (!names) return;
  Node& declared = list_at(operation, "parameters", make);
  for (const Node& name : names->items) {
    const auto same = std::ranges::find_if(declared.items, [&](const Node& own) {
      const Node* written = own.find("name");
      return written && written->as_string() == name.find("name")->text;
    });
    if (same == declared.items.end()) {
      declared.items.push_back(name);
    } else {
      same->set("required", make_bool(true, make.origin()));
    }
  }
}

/// Gives an operation that has no integration yet the function's.
void connect(EventScope& event, Node& operation, std::string_view path, std::string_view method) {
  const Maker& make = event.make;
  if (operation.is_null()) operation = make.map();
  operation.set(openapi::kIntegration, integration_of(event));
  if (!operation.find("responses")) operation.set("responses", make.map());
  if (path == kDefaultRoute && is_any(method)) operation.set("isDefaultRoute", make_bool(true, make.origin()));
  declare_parameters(operation, path, make);
}

/// What the event says of an integration that the user wrote.
void adjust(EventScope& event, Node& integration) {
  for (const auto& [property, name] :
       {std::pair{"PayloadFormatVersion", "payloadFormatVersion"}, std::pair{"TimeoutInMillis", "timeoutInMillis"}}) {
    if (const Node* value = event.property(property)) integration.set(name, *value);
  }
}

void add_operation(EventScope& event, const std::string& api, const std::string& path, const std::string& method) {
  const auto found = event.work.definitions.find(api);
  const Member* resource = event.work.find_resource(api);
  const Node* properties = resource ? resource->value.find("Properties") : nullptr;
  if (found == event.work.definitions.end()) {
    const Node* body = value_at(properties, "DefinitionBody");
    if (body && !openapi::is_included(event.work, body)) {
      event.error(body, "`DefinitionBody` of `" + api + "` has no place for it: it needs `openapi: 3.0.1` and `paths`");
    }
    return;
  }
  openapi::Definition& definition = found->second;
  const std::string other = definition.maker_of(path, method);
  if (!other.empty() && !value_at(properties, "DefinitionBody")) {
    return event.error(event.property("Path"), "`" + method + " " + path + "` is defined already, by " + other);
  }
  if (Node* written = definition.has_paths() ? definition.paths_map().find(path) : nullptr) {
    for (const Node* item : openapi::alternatives(*written)) {
      if (!item->is_map())
        return event.error(item, "path `" + path + "` of `DefinitionBody` must be a map: its keys are methods");
    }
  }
  const Maker& make = event.make;
  for (Node* operation : definition.method_nodes(path, method, make)) {
    if (!operation->is_null() && !operation->is_map()) {
      return event.error(operation, "`" + method + " " + path + "` in `DefinitionBody` must be a map");
    }
    const bool connected = operation->is_map() && operation->find(openapi::kIntegration);
    if (connected) {
      adjust(event, map_at(*operation, openapi::kIntegration, make));
    } else {
      connect(event, *operation, path, method);
    }
    openapi::secure_http_operation(event, value_at(properties, "Auth"), *operation);
    const std::string_view condition = event.owner.condition();
    if (!connected && !condition.empty()) *operation = make.choose(condition, std::move(*operation), make.no_value());
  }
  definition.note_maker(path, method, "event `" + event.name + "` of `" + event.owner.id + "`");
}

void to_function(EventScope& event) {
  const std::string api = api_of(event);
  if (api.empty()) return;
  if (api == kImplicitHttpApi) propagate_tags_to_api(event.owner, api);
  const bool has_path = event.property("Path") != nullptr;
  const std::string path = has_path ? event.property("Path")->text : std::string(kDefaultRoute);
  const std::string method = has_path ? to_lower(event.property("Method")->text) : "any";
  const bool is_remote = !event.work.definitions.contains(api);
  // AWS looks for a default route beside the routes of a function, not beside those of its alias.
  const bool is_covered = has_path && !is_remote && event.target.id == event.owner.id && has_default_route(event);
  if (!is_covered) permit(event, api, method, path);
  add_route_settings(event, api, path);
  add_operation(event, api, path, method);
}

}  // namespace

extern const EventType event_httpapi{"HttpApi", kProperties, to_function};

}  // namespace cxsam::transform
