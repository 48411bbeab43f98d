#include "transform/websocket/routes.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::websocket {
namespace {

constexpr std::string_view kConnect = "$connect";
constexpr std::array<std::string_view, 3> kSpecial{kConnect, "$disconnect", "$default"};

constexpr std::array<std::string_view, 6> kRouteSettings{"ApiKeyRequired",    "ModelSelectionExpression",
                                                         "OperationName",     "RequestModels",
                                                         "RequestParameters", "RouteResponseSelectionExpression"};

bool is_route_key(std::string_view key) {
  return std::ranges::find(kSpecial, key) != kSpecial.end() || std::ranges::all_of(key, is_letter_or_digit);
}

/// "Connect" for `$connect`, "Sendmessage" for `sendMessage`.
std::string id_part(std::string_view key) {
  std::string part = to_lower(key.starts_with('$') ? key.substr(1) : key);
  if (!part.empty()) part[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(part[0])));
  return part;
}

Node invocation_uri(const Node& function, std::string_view name, const Maker& make) {
  return make.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${" + std::string(name) +
                      "}/invocations",
                  name, function);
}

const Node* auth_of(const Scope& api) {
  const Node* auth = api.property("Auth");
  return auth && !auth->members.empty() ? auth : nullptr;
}

bool check_auth(Scope& api, const Node& routes) {
  const Node* auth = auth_of(api);
  if (!auth) return true;
  const Node* type = value_at(auth, "AuthType");
  const auto kind = api.work.text(type);
  const bool more = auth->members.size() > 1;
  if (!routes.find(kConnect)) {
    api.error(auth, "`Auth` needs a route `$connect`: only that one can be authorized");
  } else if (!type) {
    api.error(auth, "`Auth` needs `AuthType`", "write `AuthType: AWS_IAM`, `CUSTOM` or `NONE`");
  } else if (!kind || (*kind != "AWS_IAM" && *kind != "CUSTOM" && *kind != "NONE")) {
    api.error(type, "`AuthType` must be `AWS_IAM`, `CUSTOM` or `NONE`");
  } else if (*kind == "CUSTOM" && !value_at(auth, "AuthArn")) {
    api.error(auth, "`AuthType: CUSTOM` needs `AuthArn`", "give the ARN of the function that authorizes");
  } else if (*kind != "CUSTOM" && more) {
    api.error(auth, "`AuthType: " + *kind + "` takes nothing beside it",
              "remove the rest of `Auth`, or use `AuthType: CUSTOM`");
  }
  return !api.failed();
}

/// AuthorizationType and AuthorizerId of the route `$connect`; a custom authorizer is made.
void authorize(Scope& api, Node& route) {
  const Node* auth = auth_of(api);
  if (!auth) return;
  const Maker make = api.make_for(auth->span, "Auth");
  const std::string kind = api.work.text(auth->find("AuthType")).value_or("");
  make.add(route, "AuthorizationType", kind);
  if (kind != "CUSTOM") return;
  const Node settings = api.work.resolved(*auth);
  const std::string id = api.id + "ConnectAuthorizer";
  const Node& function = *settings.find("AuthArn");
  const Node* role = value_at(&settings, "InvokeRole");
  const Node* name = value_at(&settings, "Name");
  make.add(route, "AuthorizerId", make.ref(id));
  api.add(id, "AWS::ApiGatewayV2::Authorizer",
          make.map("ApiId", make.ref(api.id), "AuthorizerCredentialsArn", role, "AuthorizerType", "REQUEST", "AuthorizerUri",
                   invocation_uri(function, "AuthArn", make), "IdentitySource", value_at(&settings, "IdentitySource"), "Name",
                   name ? *name : make.text(id)),
          {.inherits = false});
  if (role) return;
  const std::string arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*";
  api.add(api.id + "AuthorizerPermission", "AWS::Lambda::Permission",
          make.map("Action", "lambda:InvokeFunction", "FunctionName", function, "Principal", "apigateway.amazonaws.com",
                   "SourceArn", make.sub(arn, "__ApiId__", make.ref(api.id))),
          {.inherits = false});
}

void permit(Scope& api, const std::string& id, std::string_view key, const Node& function, const Maker& make) {
  const std::string start = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + api.id + ".ApiId}/";
  const Node* stage = api.property("StageName");
  const std::string name = stage ? std::string(stage->as_string().value_or("")) : "default";
  Node arn = stage && !stage->is_string() ? make.sub(start + "${__StageName__}/" + std::string(key), "__StageName__", *stage)
                                          : make.sub(start + name + "/" + std::string(key));
  api.add(id, "AWS::Lambda::Permission",
          make.map("Action", "lambda:InvokeFunction", "FunctionName", function, "Principal", "apigateway.amazonaws.com",
                   "SourceArn", std::move(arn)),
          {.inherits = false});
}

std::string add_route(Scope& api, const Member& route) {
  const Maker make = api.make_for(route.key_span, "route `" + route.key + "`");
  const Node settings = api.work.resolved(route.value);
  const Node& function = *settings.find("FunctionArn");
  const std::string prefix = api.id + id_part(route.key);
  const Node api_id = make.ref(api.id);
  Node properties = make.map(
      "ApiId", api_id, "RouteKey", route.key, "Target",
      make_intrinsic("Fn::Join", make.list("/", make.list("integrations", make.ref(prefix + "Integration"))), make.origin()));
  for (const std::string_view name : kRouteSettings) {
    const Node* value = value_at(&settings, name);
    if (name == "RequestParameters" && !is_given(value)) continue;
    make.add(properties, name, value);
  }
  if (route.key == kConnect) authorize(api, properties);
  api.add(prefix + "Route", "AWS::ApiGatewayV2::Route", std::move(properties), {.inherits = false});
  api.add(prefix + "Integration", "AWS::ApiGatewayV2::Integration",
          make.map("ApiId", api_id, "IntegrationType", "AWS_PROXY", "IntegrationUri",
                   invocation_uri(function, "FunctionArn", make), "TimeoutInMillis", value_at(&settings, "IntegrationTimeout")),
          {.inherits = false});
  permit(api, prefix + "Permission", route.key, function, make);
  return prefix + "Route";
}

}  // namespace

bool check_routes(Scope& api) {
  const Node& routes = *api.property("Routes");
  if (routes.members.empty()) api.error(&routes, "`Routes` must have at least one route");
  for (const Member& route : routes.members) {
    if (!is_route_key(route.key)) {
      api.error(route.key_span, route.value.expansion, "`" + route.key + "` cannot be the key of a route",
                "use letters and digits, or `$connect`, `$disconnect`, `$default`");
    } else if (!value_at(&route.value, "FunctionArn")) {
      api.error(&route.value, "route `" + route.key + "` needs `FunctionArn`", "write `FunctionArn: !GetAtt Function.Arn`");
    } else if (const Node* parameters = value_at(&route.value, "RequestParameters");
               route.key != kConnect && is_given(parameters)) {
      api.error(parameters, "route `" + route.key + "` cannot have `RequestParameters`",
                "only `$connect` has a request with headers and a query");
    }
  }
  return !api.failed() && check_auth(api, routes);
}

std::vector<std::string> add_routes(Scope& api) {
  std::vector<std::string> ids;
  for (const Member& route : api.property("Routes")->members) ids.push_back(add_route(api, route));
  return ids;
}

}  // namespace cxsam::transform::websocket
