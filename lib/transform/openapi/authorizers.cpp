// Security schemes of the authorizers that an API declares, and the permissions that Lambda authorizers need.
#include <algorithm>

#include "base/text.h"
#include "transform/openapi/security.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

/// AWS writes null for a function that is not named.
Node authorizer_uri(const Scope& api, const Node* named, const Maker& make) {
  const Node function = named ? *named : make_null(make.origin());
  return make.sub("arn:" + api.work.partition() +
                      ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
                  "__FunctionArn__", function);
}

/// "method.request.header.Auth, context.stage": what a request authorizer looks at.
std::optional<Node> identity_sources(const Node* identity, const Maker& make) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSources{
      {{"Headers", "method.request.header."},
       {"QueryStrings", "method.request.querystring."},
       {"StageVariables", "stageVariables."},
       {"Context", "context."}}};
  std::vector<std::string> parts;
  for (const auto& [key, prefix] : kSources) {
    const Node* names = value_at(identity, key);
    if (!names) continue;
    for (const Node& name : names->items) parts.push_back(std::string(prefix) + name.text);
  }
  if (parts.empty()) return std::nullopt;
  return make.text(join(parts, ", "));
}

Node scheme(Node header, std::string_view authorization, Node authorizer, const Maker& make) {
  return make.map("type", "apiKey", "name", std::move(header), "in", "header", "x-amazon-apigateway-authtype", authorization,
                  "x-amazon-apigateway-authorizer", std::move(authorizer));
}

Node header_of(const Node* identity, const Maker& make) {
  const Node* header = value_at(identity, "Header");
  return header ? *header : make.text("Authorization");
}

/// The role with which API Gateway calls an authorizer; `NONE` is none.
const Node* invoke_role(const Node& authorizer) {
  const Node* role = value_at(&authorizer, "FunctionInvokeRole");
  return role && role->as_string() == "NONE" ? nullptr : role;
}

Node cognito_scheme(const Node& authorizer, const Maker& make) {
  const Node* identity = value_at(&authorizer, "Identity");
  const Node& pools = *authorizer.find("UserPoolArn");
  Node arns = pools.is_list() ? pools : make.list(pools);
  return scheme(header_of(identity, make), "cognito_user_pools",
                make.map("type", "cognito_user_pools", "providerARNs", std::move(arns), "identityValidationExpression",
                         value_at(identity, "ValidationExpression")),
                make);
}

Node lambda_scheme(const Scope& api, const Node& authorizer, const Maker& make) {
  const Node* identity = value_at(&authorizer, "Identity");
  const bool request = api.work.text(value_at(&authorizer, "FunctionPayloadType")) == "REQUEST";
  Node details = make.map("type", request ? "request" : "token", "authorizerUri",
                          authorizer_uri(api, authorizer.find("FunctionArn"), make), "authorizerCredentials",
                          invoke_role(authorizer), "authorizerResultTtlInSeconds", value_at(identity, "ReauthorizeEvery"));
  if (request) {
    make.add(details, "identitySource", identity_sources(identity, make));
    return scheme(make.text("Unused"), "custom", std::move(details), make);
  }
  make.add(details, "identityValidationExpression", value_at(identity, "ValidationExpression"));
  return scheme(header_of(identity, make), "custom", std::move(details), make);
}

/// `true` or nothing: false is what API Gateway assumes.
std::optional<Node> simple_responses(const Scope& api, const Node& authorizer) {
  const Node* wanted = value_at(&authorizer, "EnableSimpleResponses");
  if (!wanted || !api.work.resolved(*wanted).as_bool().value_or(false)) return std::nullopt;
  return *wanted;
}

Node http_lambda_scheme(const Scope& api, const Node& authorizer, const Maker& make) {
  const Node* identity = value_at(&authorizer, "Identity");
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSources{
      {{"Headers", "$request.header."},
       {"QueryStrings", "$request.querystring."},
       {"StageVariables", "$stageVariables."},
       {"Context", "$context."}}};
  Node sources = make.list();
  for (const auto& [key, prefix] : kSources) {
    const Node* names = value_at(identity, key);
    if (!names) continue;
    for (const Node& name : names->items) sources.items.push_back(make.text(std::string(prefix) + name.text));
  }
  Node details = make.map("type", "request", "authorizerUri", authorizer_uri(api, authorizer.find("FunctionArn"), make),
                          "authorizerCredentials", invoke_role(authorizer), "authorizerResultTtlInSeconds",
                          value_at(identity, "ReauthorizeEvery"));
  if (is_given(identity)) make.add(details, "identitySource", std::move(sources));
  make.add(details, "authorizerPayloadFormatVersion", value_at(&authorizer, "AuthorizerPayloadFormatVersion"),
           "enableSimpleResponses", simple_responses(api, authorizer));
  return make.map("type", "apiKey", "name", "Unused", "in", "header", "x-amazon-apigateway-authorizer", std::move(details));
}

Node jwt_scheme(const Node& authorizer, const Maker& make) {
  const Node* jwt = value_at(&authorizer, "JwtConfiguration");
  Node configuration = make.map();
  if (jwt) {
    for (const Member& member : jwt->members) make.add(configuration, to_lower(member.key), member.value);
  }
  return make.map("type", "oauth2", "x-amazon-apigateway-authorizer",
                  make.map("jwtConfiguration", std::move(configuration), "identitySource",
                           value_at(&authorizer, "IdentitySource"), "type", "jwt"));
}

/// Adds to `components.securitySchemes`, where the names are new.
void declare_in_components(Definition& definition, Node schemes, const Maker& make) {
  if (schemes.members.empty()) return;
  Node& all = map_at(map_at(definition.body(), "components", make), "securitySchemes", make);
  for (Member& member : schemes.members) {
    if (!all.find(member.key)) all.members.push_back(std::move(member));
  }
}

/// Calls `scheme_of(authorizer, maker)` for each authorizer of an API; what it makes is kept under the authorizer's name.
template <class SchemeOf>
Node schemes_of(Scope& api, const Node* auth, const SchemeOf& scheme_of) {
  Node schemes = api.make.map();
  const Node* authorizers = value_at(auth, "Authorizers");
  if (!authorizers) return schemes;
  for (const Member& authorizer : authorizers->members) {
    const Maker make = api.make_for(authorizer.key_span, "authorizer `" + authorizer.key + "`");
    if (auto scheme = scheme_of(authorizer, make)) make.add(schemes, authorizer.key, std::move(*scheme));
  }
  return schemes;
}

void add_permission(Scope& api, const Member& authorizer, std::string_view partition) {
  const Node* function = value_at(&authorizer.value, "FunctionArn");
  if (!function) return;
  const Maker make = api.make_for(authorizer.key_span, "authorizer `" + authorizer.key + "`");
  const std::string arn =
      "arn:" + std::string(partition) + ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*";
  api.add(api.id + authorizer.key + "AuthorizerPermission", "AWS::Lambda::Permission",
          make.map("Action", "lambda:InvokeFunction", "FunctionName", function, "Principal", "apigateway.amazonaws.com",
                   "SourceArn", make.sub(arn, "__ApiId__", make.ref(api.id))));
}

}  // namespace

Node iam_scheme(const Maker& make) {
  return make.map("type", "apiKey", "name", "Authorization", "in", "header", "x-amazon-apigateway-authtype", "awsSigv4");
}

Node key_scheme(const Maker& make) { return make.map("type", "apiKey", "name", "x-api-key", "in", "header"); }

void add_rest_schemes(Scope& api, const Node& auth, Definition& definition) {
  const Maker make(auth);
  Node schemes = schemes_of(api, &auth, [&](const Member& authorizer, const Maker& own) {
    return std::optional(is_given(value_at(&authorizer.value, "UserPoolArn")) ? cognito_scheme(authorizer.value, own)
                                                                              : lambda_scheme(api, authorizer.value, own));
  });
  const Node* fallback = value_at(&auth, "DefaultAuthorizer");
  if (fallback && fallback->as_string() == "AWS_IAM") make.add(schemes, "AWS_IAM", iam_scheme(make));
  if (is_given(value_at(&auth, "ApiKeyRequired"))) make.add(schemes, "api_key", key_scheme(make));
  if (schemes.members.empty()) return;
  const Node* existing = value_at(&definition.body(), "securityDefinitions");
  if (existing && !existing->is_map()) {
    return api.error(existing, "`securityDefinitions` of `DefinitionBody` must be a map");
  }
  Node& declared = map_at(definition.body(), "securityDefinitions", make);
  for (Member& scheme : schemes.members) declared.set(scheme.key, std::move(scheme.value));
}

void add_http_schemes(Scope& api, const Node& auth, Definition& definition) {
  const Maker make(auth);
  Node schemes = schemes_of(api, &auth, [&](const Member& authorizer, const Maker& own) {
    return std::optional(value_at(&authorizer.value, "JwtConfiguration") ? jwt_scheme(authorizer.value, own)
                                                                         : http_lambda_scheme(api, authorizer.value, own));
  });
  if (is_on(value_at(&auth, "EnableIamAuthorizer"))) make.add(schemes, "AWS_IAM", iam_scheme(make));
  declare_in_components(definition, std::move(schemes), make);
}

void add_rest_authorizer_permissions(Scope& api, const Node& auth) {
  const Node* authorizers = value_at(&auth, "Authorizers");
  if (!authorizers) return;
  for (const Member& authorizer : authorizers->members) {
    const Node* disabled = value_at(&authorizer.value, "DisableFunctionDefaultPermissions");
    if (disabled && api.work.resolved(*disabled).as_bool().value_or(false)) continue;
    add_permission(api, authorizer, api.work.partition());
  }
}

void add_http_authorizer_permissions(Scope& api, const Node& auth) {
  const Node* authorizers = value_at(&auth, "Authorizers");
  if (!authorizers) return;
  for (const Member& authorizer : authorizers->members) {
    const Node* wanted = value_at(&authorizer.value, "EnableFunctionDefaultPermissions");
    if (wanted && api.work.resolved(*wanted).as_bool().value_or(false)) add_permission(api, authorizer, "${AWS::Partition}");
  }
}

}  // namespace cxsam::transform::openapi
