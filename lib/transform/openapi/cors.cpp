#include "transform/openapi/cors.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "transform/properties.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

struct Header {
  std::string_view name;
  std::string_view schema;  // its type in the response
  std::optional<Node> value;
};

constexpr std::array kProperties{Property{"AllowCredentials"}, Property{"AllowHeaders"}, Property{"AllowMethods"},
                                 Property{"AllowOrigin"}, Property{"MaxAge"}};

/// What Cors asks for, a text being the origin alone; nothing after an error.
std::optional<Node> read_cors(Scope& api, const Node& cors, const Maker& make) {
  const bool only_origin = !cors.is_map() || as_intrinsic(cors);
  Node settings = only_origin ? make.map("AllowOrigin", cors) : cors;
  if (!check_part(api, settings, kProperties, "`Cors`")) return std::nullopt;
  const Node* origin = settings.find("AllowOrigin");
  if (origin && !is_given(origin)) {
    api.error(origin, "`AllowOrigin` of `Cors` is empty", R"(name an origin: "'https://example.org'", or "'*'")");
    return std::nullopt;
  }
  const bool anywhere = !origin || origin->as_string() == "'*'";
  if (!origin) make.add(settings, "AllowOrigin", "'*'");
  const Node* credentials = settings.find("AllowCredentials");
  const bool wanted = credentials && credentials->kind == Node::Kind::Bool && is_given(credentials);
  if (wanted && anywhere) {
    api.error(credentials, "`AllowCredentials` needs an `AllowOrigin` that is not every origin",
              "name the origin of your page");
    return std::nullopt;
  }
  settings.erase("AllowCredentials");
  if (wanted) make.add(settings, "AllowCredentials", "'true'");
  return settings;
}

/// AllowMethods without a value follow from the path.
std::vector<Header> headers_of(const Node& settings, std::string_view methods, const Maker& make) {
  const auto setting = [&](std::string_view key) -> std::optional<Node> {
    const Node* value = settings.find(key);
    return is_given(value) ? std::optional(*value) : std::nullopt;
  };
  std::optional<Node> allowed = setting("AllowMethods");
  if (!allowed) allowed = make.text("'" + std::string(methods) + "'");
  const Node* age = value_at(&settings, "MaxAge");
  return {{"Access-Control-Allow-Headers", "string", setting("AllowHeaders")},
          {"Access-Control-Allow-Methods", "string", std::move(allowed)},
          {"Access-Control-Allow-Origin", "string", setting("AllowOrigin")},
          {"Access-Control-Max-Age", "integer", age ? std::optional(*age) : std::nullopt},
          {"Access-Control-Allow-Credentials", "string", setting("AllowCredentials")}};
}

/// "DELETE,GET,OPTIONS": the methods of a path in alphabetical order.
std::string methods_of(const Node& item) {
  std::set<std::string> names{"OPTIONS"};
  for (const Member& member : item.members) {
    if (member.key == kAnyMethod) {
      names.insert({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"});
    } else {
      std::string upper = member.key;
      std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      names.insert(std::move(upper));
    }
  }
  const std::vector<std::string> list(names.begin(), names.end());
  return join(list, ",");
}

Node preflight(const std::vector<Header>& headers, const Maker& make) {
  Node parameters = make.map();
  Node declared = make.map();
  for (const Header& header : headers) {
    if (!header.value) continue;
    make.add(parameters, "method.response.header." + std::string(header.name), *header.value);
    make.add(declared, header.name, make.map("type", header.schema));
  }
  Node operation =
      make.map("summary", "CORS support", "consumes", make.list("application/json"), "produces", make.list("application/json"));
  Node answer = make.map("statusCode", "200", "responseParameters", std::move(parameters), "responseTemplates",
                         make.map("application/json", "{}\n"));
  make.add(operation, kIntegration,
           make.map("type", "mock", "requestTemplates", make.map("application/json", "{\n  \"statusCode\" : 200\n}\n"),
                    "responses", make.map("default", std::move(answer))),
           "responses",
           make.map("200", make.map("description", "Default response for CORS method", "headers", std::move(declared))));
  return operation;
}

struct HttpName {
  std::string_view property;
  std::string_view written;
};
constexpr std::array<HttpName, 6> kHttpNames{{{"AllowOrigins", "allowOrigins"},
                                              {"AllowHeaders", "allowHeaders"},
                                              {"AllowMethods", "allowMethods"},
                                              {"ExposeHeaders", "exposeHeaders"},
                                              {"MaxAge", "maxAge"},
                                              {"AllowCredentials", "allowCredentials"}}};

/// A CorsConfiguration in OpenAPI's spelling, also in the branches of an Fn::If; nothing after an error.
std::optional<Node> http_cors(Scope& api, const Node& settings, const Maker& make) {
  if (const auto intrinsic = as_intrinsic(settings)) {
    Node written = settings;
    if (intrinsic->name != "Fn::If") return written;
    for (Node& branch : written.members.front().value.items) {
      if (!branch.is_map() || as_intrinsic(branch)) continue;
      auto inner = http_cors(api, branch, make);
      if (!inner) return std::nullopt;
      branch = std::move(*inner);
    }
    return written;
  }
  Node written = make.map();
  for (const Member& member : settings.members) {
    const auto name = std::ranges::find(kHttpNames, member.key, &HttpName::property);
    if (name == kHttpNames.end()) {
      api.error(member.key_span, settings.expansion, "`" + member.key + "` is not a property of `CorsConfiguration`");
      return std::nullopt;
    }
    // Of AllowCredentials AWS's transform reads `true` alone, no function and no text.
    const bool counts = member.key == "MaxAge"             ? !member.value.is_null()
                        : member.key == "AllowCredentials" ? is_on(&member.value)
                                                           : is_given(&member.value);
    if (counts) make.add(written, name->written, member.value);
  }
  const Node* origins = written.find("allowOrigins");
  const bool anywhere = origins && origins->items.size() == 1 && origins->items.front().as_string() == "*";
  if (written.find("allowCredentials") && anywhere) {
    api.error(settings.find("AllowCredentials"), "`AllowCredentials` needs `AllowOrigins` that are not every origin",
              "name the origins of your pages");
    return std::nullopt;
  }
  return written;
}

}  // namespace

void add_rest_cors(Scope& api, const Node& cors, Definition& definition) {
  const Maker make(cors.span, api.work.expand(cors.span, "Cors of `" + api.id + "`", cors.expansion));
  const auto settings = read_cors(api, cors, make);
  if (!settings) return;
  for (const std::string& path : definition.paths_written()) {
    std::string methods;  // of the first item where an Fn::If gives several, as AWS's transform has it
    for (Node* item : definition.path_items(path)) {
      if (item->find("options")) continue;
      if (methods.empty()) methods = methods_of(*item);
      make.add(*item, "options", preflight(headers_of(*settings, methods, make), make));
    }
  }
}

void set_http_cors(Scope& api, const Node& cors, Definition& definition) {
  const Maker make(cors.span, api.work.expand(cors.span, "CorsConfiguration of `" + api.id + "`", cors.expansion));
  const Node settings = api.work.resolved(cors);
  const auto written = settings.is_map()                    ? http_cors(api, settings, make)
                       : settings.as_bool().value_or(false) ? std::optional(make.map("allowOrigins", make.list("*")))
                                                            : std::nullopt;
  if (!written) return;
  Node& all = map_at(definition.body(), "x-amazon-apigateway-cors", make);
  for (const Member& member : written->members) all.set(member.key, member.value);
}

}  // namespace cxsam::transform::openapi
