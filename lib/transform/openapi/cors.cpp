#include "transform/openapi/cors.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace cxsam::transform::openapi {
namespace {

struct Header {
  std::string_view name;
  std::string_view schema;  // its type in the response
  std::optional<Node> value;
};

bool is_wildcard(const std::optional<Node>& origin) { return origin && origin->as_string() == "'*'"; }

/// What Cors asks for; a text is the origin alone. AllowMethods without a value follow from the path.
std::vector<Header> headers_of(Scope& api, const Node& cors, std::string_view methods) {
  const Maker make(cors);
  const auto setting = [&](std::string_view key) -> std::optional<Node> {
    const Node* value = cors.is_map() && !as_intrinsic(cors) ? cors.find(key) : nullptr;
    return value ? std::optional(*value) : std::nullopt;
  };
  const bool only_origin = !cors.is_map() || as_intrinsic(cors);
  std::optional<Node> origin = only_origin ? std::optional(cors) : setting("AllowOrigin");
  if (!origin) origin = make.text("'*'");
  std::optional<Node> allowed = setting("AllowMethods");
  if (!allowed) allowed = make.text("'" + std::string(methods) + "'");
  std::optional<Node> credentials;
  const auto wanted = setting("AllowCredentials");
  if (wanted && api.work.resolved(*wanted).as_bool().value_or(false) && !is_wildcard(origin)) credentials = make.text("'true'");
  return {{"Access-Control-Allow-Headers", "string", setting("AllowHeaders")},
          {"Access-Control-Allow-Methods", "string", std::move(allowed)},
          {"Access-Control-Allow-Origin", "string", std::move(origin)},
          {"Access-Control-Max-Age", "integer", setting("MaxAge")},
          {"Access-Control-Allow-Credentials", "string", std::move(credentials)}};
}

/// "DELETE,GET,OPTIONS": the methods of a path in alphabetical order.
std::string methods_of(const Node& item) {
  std::set<std::string> names{"OPTIONS"};
  for (const Member& member : item.members) {
    const std::string method = normal_method(member.key);
    if (method == kAnyMethod) {
      names.insert({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"});
    } else if (!method.starts_with("x-") && method != "parameters") {
      std::string upper = method;
      std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      names.insert(std::move(upper));
    }
  }
  const std::vector<std::string> list(names.begin(), names.end());
  return join(list, ",");
}

Node preflight(const std::vector<Header>& headers, bool openapi3, bool nested, const Maker& make) {
  Node parameters = make.map();
  Node declared = make.map();
  for (const Header& header : headers) {
    if (!header.value) continue;
    make.add(parameters, "method.response.header." + std::string(header.name), *header.value);
    Node schema = make.map("type", header.schema);
    if (openapi3) schema = make.map("schema", std::move(schema));
    // AWS nests the schema once more where the API has `Auth`; API Gateway reads neither.
    if (openapi3 && nested) schema = make.map("schema", std::move(schema));
    make.add(declared, header.name, std::move(schema));
  }
  Node operation = make.map("summary", "CORS support");
  if (!openapi3) make.add(operation, "consumes", make.list("application/json"), "produces", make.list("application/json"));
  Node answer = make.map("statusCode", "200", "responseParameters", std::move(parameters), "responseTemplates",
                         make.map("application/json", "{}\n"));
  make.add(operation, kIntegration,
           make.map("type", "mock", "requestTemplates", make.map("application/json", "{\n  \"statusCode\" : 200\n}\n"),
                    "responses", make.map("default", std::move(answer))),
           "responses",
           make.map("200", make.map("description", "Default response for CORS method", "headers", std::move(declared))));
  return operation;
}

}  // namespace

void add_rest_cors(Scope& api, const Node& cors, Definition& definition) {
  const Maker make(cors.span, api.work.expand(cors.span, "Cors of `" + api.id + "`", cors.expansion));
  const Node* credentials = cors.find("AllowCredentials");
  const Node* origin = cors.find("AllowOrigin");
  const bool anywhere = !origin || origin->as_string() == "'*'";
  if (credentials && anywhere && api.work.resolved(*credentials).as_bool().value_or(false)) {
    return api.error(credentials, "`AllowCredentials` needs an `AllowOrigin` that is not every origin",
                     "name the origin of your page");
  }
  for (const std::string& path : definition.paths_written()) {
    for (Node* item : definition.path_items(path)) {
      if (item->find("options")) continue;
      const auto headers = headers_of(api, cors, methods_of(*item));
      make.add(*item, "options", preflight(headers, definition.is_openapi3(), api.property("Auth") != nullptr, make));
    }
  }
}

void set_http_cors(Scope& api, const Node& cors, Definition& definition) {
  const Maker make(cors.span, api.work.expand(cors.span, "CorsConfiguration of `" + api.id + "`", cors.expansion));
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames{
      {{"AllowOrigins", "allowOrigins"},
       {"AllowHeaders", "allowHeaders"},
       {"AllowMethods", "allowMethods"},
       {"ExposeHeaders", "exposeHeaders"},
       {"MaxAge", "maxAge"},
       {"AllowCredentials", "allowCredentials"}}};
  Node settings = make.map();
  if (cors.is_map() && !as_intrinsic(cors)) {
    for (const auto& [ours, theirs] : kNames) make.add(settings, theirs, cors.find(ours));
  } else if (cors.as_bool().value_or(false)) {
    settings = make.map("allowOrigins", make.list("*"));
  } else {
    return;
  }
  definition.body().set("x-amazon-apigateway-cors", std::move(settings));
}

}  // namespace cxsam::transform::openapi
