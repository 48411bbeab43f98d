#include "application/open_api.h"

#include <algorithm>

#include "application/authorizers.h"
#include "application/base_path.h"
#include "application/integration.h"
#include "application/live_resources.h"
#include "application/open_api_validation.h"
#include "application/reference.h"
#include "application/resource_policy.h"
#include "application/stage_settings.h"
#include "base/text.h"
#include "facts/routes.h"

namespace cxsam::application {
namespace {

constexpr std::string_view kAnyMethod = "x-amazon-apigateway-any-method";
constexpr std::string_view kIntegration = "x-amazon-apigateway-integration";
constexpr std::string_view kVerbs[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

/// "" for what a path has beside its operations. A word with an integration behind it is meant as a method.
std::string method_of(const Member& member) {
  if (member.key == kAnyMethod) return "ANY";
  const bool is_verb = std::ranges::find(kVerbs, to_lower(member.key)) != std::end(kVerbs);
  return is_verb || member.value.find(kIntegration) != nullptr ? facts::capital_method(member.key) : "";
}

IntegrationSource integration_source(const Node& document, const Node& extension) {
  IntegrationSource source{.type = text_of(extension.find("type")),
                           .uri = text_of(extension.find("uri")),
                           .subtype = text_of(extension.find("integrationSubtype")),
                           .payload_format = text_of(extension.find("payloadFormatVersion")),
                           .timeout_ms = extension.find("timeoutInMillis"),
                           .request_templates = extension.find("requestTemplates"),
                           .responses = {},
                           .request_parameters = extension.find("requestParameters"),
                           .passthrough = text_of(extension.find("passthroughBehavior")),
                           .content_handling = text_of(extension.find("contentHandling")),
                           .method = text_of(extension.find("httpMethod")),
                           .vpc_link = text_of(extension.find("connectionId")),
                           .certain = extension.at_path({"tlsConfig", "insecureSkipVerification"}),
                           .response_parameters = extension.find("responseParameters"),
                           .where = extension.span,
                           .transfer_mode = text_of(extension.find("responseTransferMode"))};
  const Node* responses = extension.find("responses");
  if (responses == nullptr) return source;
  for (const Member& each : referred(document, *responses).members) {
    const Node& response = referred(document, each.value);
    source.responses.push_back({.pattern = each.key,
                                .status = text_of(response.find("statusCode")),
                                .parameters = response.find("responseParameters"),
                                .templates = response.find("responseTemplates"),
                                .content_handling = text_of(response.find("contentHandling")),
                                .where = each.key_span});
  }
  return source;
}

Integration integration_of(const Node& document, const Node& operation, const Api& api, const Application& application,
                           Diagnostics& diagnostics) {
  const Node* extension = operation.find(kIntegration);
  if (extension == nullptr) return {.target = Unknown{.description = "operation without an integration"}};
  const Node& integration = referred(document, *extension);
  if (const std::string lost = lost_reference(integration); !lost.empty())
    return {.target = Unknown{.description = "integration `" + lost + "` (its document has none at that place)"}};
  return make_integration(integration_source(document, integration), api, application, diagnostics);
}

/// What `security` asks for, by the names of the document's security schemes.
class Security {
 public:
  explicit Security(const Node& document) : default_(document.find("security")) {
    schemes_ = document.at_path({"components", "securitySchemes"});
    if (schemes_ == nullptr) schemes_ = document.find("securityDefinitions");
  }

  void apply(const Node& operation, Route& route) const {
    const std::string auth_type = text_of(operation.at_path({"x-amazon-apigateway-auth", "type"}));
    if (to_lower(auth_type) == "aws_iam") route.authorizer = "AWS_IAM";
    const Node* security = operation.find("security");
    if (security == nullptr) security = default_;
    if (security == nullptr) return;
    for (const Node& alternative : security->items) {
      for (const Member& requirement : alternative.members) require(requirement, route);
    }
  }

 private:
  void require(const Member& requirement, Route& route) const {
    const std::string& name = requirement.key;
    if (name == "NONE") return;
    if (is_api_key(name)) {
      route.api_key_required = true;
    } else if (route.authorizer.empty()) {
      route.authorizer = name;
      ask_for(route, texts_of(&requirement.value));
    }
  }

  /// A scheme that API Gateway checks against its API keys, not an authorizer that reads a header of its own.
  [[nodiscard]] bool is_api_key(const std::string& name) const {
    const Node* scheme = schemes_ == nullptr ? nullptr : schemes_->find(name);
    if (scheme == nullptr) return name == "api_key";
    return text_of(scheme->find("type")) == "apiKey" && !is_authorizer(*scheme);
  }

  const Node* default_;
  const Node* schemes_ = nullptr;
};

const Node* find_either(const Node& map, std::string_view lower, std::string_view upper) {
  const Node* found = map.find(lower);
  return found != nullptr ? found : map.find(upper);
}

}  // namespace

std::optional<Cors> read_cors(const Node* node) {
  if (node == nullptr || !node->is_map() || as_intrinsic(*node)) return std::nullopt;
  Cors cors;
  cors.allow_origins = texts_of(find_either(*node, "allowOrigins", "AllowOrigins"));
  cors.allow_methods = texts_of(find_either(*node, "allowMethods", "AllowMethods"));
  cors.allow_headers = texts_of(find_either(*node, "allowHeaders", "AllowHeaders"));
  cors.expose_headers = texts_of(find_either(*node, "exposeHeaders", "ExposeHeaders"));
  if (const Node* credentials = find_either(*node, "allowCredentials", "AllowCredentials")) {
    cors.allow_credentials = credentials->as_bool().value_or(false);
  }
  if (const Node* age = find_either(*node, "maxAge", "MaxAge"); age != nullptr && age->as_int().value_or(-1) >= 0) {
    cors.max_age_s = static_cast<std::uint32_t>(*age->as_int());
  }
  return cors;
}

void add_binary_media_types(const Node* list, Api& api) {
  for (std::string& type : texts_of(list)) api.binary_media_types.push_back(replace_all(std::move(type), "~1", "/"));
}

namespace {

/// How the document's base path counts: `BasePath` of an HTTP API, `Parameters` of a REST API.
std::string base_path_mode(const LiveResource& resource) {
  const Node* of_rest = resource.properties.at_path({"Parameters", "basepath"});
  return of_rest == nullptr ? resource.text("BasePath") : text_of(of_rest);
}

void read_document(const Node& document, const std::string& base_path, Diagnostics& diagnostics, Api& api,
                   Application& application) {
  add_binary_media_types(document.find("x-amazon-apigateway-binary-media-types"), api);
  if (auto cors = read_cors(document.find("x-amazon-apigateway-cors"))) api.cors = std::move(cors);
  if (text_of(document.find("x-amazon-apigateway-api-key-source")) == "AUTHORIZER") api.key_from_authorizer = true;
  if (const Node* size = document.find("x-amazon-apigateway-minimum-compression-size"))
    application.unsupported.push_back(
        {.logical_id = api.logical_id, .what = "compression of bodies", .where = size->span, .of_api = true});
  DocumentValidation validation(document, diagnostics);
  const Security security(document);
  const Node* paths = document.find("paths");
  if (paths == nullptr) return;
  for (const Member& path : referred(document, *paths).members) {
    const Node& item = referred(document, path.value);
    if (const std::string lost = lost_reference(item); !lost.empty())
      application.unsupported.push_back({.logical_id = api.logical_id,
                                         .what = "path `" + path.key + "`",
                                         .where = path.key_span,
                                         .refused = "its document has no `" + lost + "`",
                                         .of_api = true});
    for (const Member& each : item.members) {
      Route route{.method = method_of(each), .path = path.key, .where = each.key_span};
      if (route.method.empty()) continue;
      if (route.path == "/$default") {
        route.path = "$default";
      } else if (!base_path.empty()) {
        route.path = route.path == "/" ? base_path : base_path + route.path;
      }
      const Node& operation = referred(document, each.value);
      security.apply(operation, route);
      route.operation_name = text_of(operation.find("operationId"));
      route.validation = validation.of(item, operation, route.key());
      route.integration = integration_of(document, operation, api, application, diagnostics);
      route.cache_parameters = cache_parameters_of(operation.at_path({kIntegration, "cacheKeyParameters"}));
      add_route(std::move(route), api, application);
    }
  }
  validation.finish(paths->span);
  guard_routes(read_schemes(document, application, api), api);
  read_resource_policy(document.find("x-amazon-apigateway-policy"), api, application);
}

}  // namespace

void read_definition(const LiveResource& resource, Diagnostics& diagnostics, Api& api, Application& application) {
  const Node* body = resource.property("Body");
  if (resource.property("BodyS3Location") == nullptr && (body == nullptr || !as_intrinsic(*body))) {
    if (body != nullptr) read_document(*body, base_path_of(*body, base_path_mode(resource)), diagnostics, api, application);
    return;
  }
  application.unsupported.push_back({.logical_id = api.logical_id,
                                     .what = "API whose definition stands outside the template",
                                     .where = api.where,
                                     .of_api = true});
}

}  // namespace cxsam::application
