#include "transform/graphql/auth.h"

#include <algorithm>
#include <array>

#include "transform/connectors/connection.h"
#include "transform/shape.h"

namespace cxsam::transform::graphql {
namespace {

struct AuthType {
  std::string_view name;           // "AWS_LAMBDA"
  std::string_view configuration;  // the property that goes with it
  std::string_view output;         // its name in CloudFormation
};

constexpr std::array<AuthType, 3> kConfigured{{{"AWS_LAMBDA", "LambdaAuthorizer", "LambdaAuthorizerConfig"},
                                               {"OPENID_CONNECT", "OpenIDConnect", "OpenIDConnectConfig"},
                                               {"AMAZON_COGNITO_USER_POOLS", "UserPool", "UserPoolConfig"}}};

void check_authorizer(Scope& scope, const Node& authorizer) {
  const auto given = [&](const AuthType& type) { return value_at(&authorizer, type.configuration) != nullptr; };
  if (std::ranges::count_if(kConfigured, given) > 1) {
    scope.error(&authorizer, "there is more than one authorizer here", "keep the one that goes with `Type`");
  }
  const auto type = std::ranges::find(kConfigured, authorizer.find("Type")->text, &AuthType::name);
  if (type == kConfigured.end() || given(*type)) return;
  const std::string needed(type->configuration);
  scope.error(&authorizer, "`Type: " + std::string(type->name) + "` needs `" + needed + "`", "add `" + needed + "`");
}

Node provider(const Node& authorizer, const Maker& make) {
  const Node* type = authorizer.find("Type");
  Node made = make.map("AuthenticationType", *type);
  const auto configured = std::ranges::find(kConfigured, type->text, &AuthType::name);
  const Node* configuration = configured == kConfigured.end() ? nullptr : value_at(&authorizer, configured->configuration);
  if (configuration && !configuration->members.empty()) make.add(made, configured->output, *configuration);
  return made;
}

/// AppSync must be allowed to call each Lambda authorizer; `number` counts them.
void permit_lambda(Scope& scope, const Node& authorizer, std::size_t& number) {
  const Node* configuration = value_at(&authorizer, "LambdaAuthorizer");
  if (!configuration || authorizer.find("Type")->text != "AWS_LAMBDA") return;
  const auto profile = facts::find_connector_profile("AWS::AppSync::GraphQLApi", "AWS::Lambda::Function");
  if (!profile) return;
  const Maker make = scope.make_for(configuration->span, "LambdaAuthorizer");
  const Ends ends{.source = {.side = "Source",
                             .where = configuration,
                             .id = scope.id,
                             .type = "AWS::AppSync::GraphQLApi",
                             .source_type = "AWS::AppSync::GraphQLApi",
                             .values = {{"ResourceId", make.get_att(scope.id, "ApiId")}}},
                  .destination = {.side = "Destination",
                                  .where = configuration,
                                  .id = {},
                                  .type = "AWS::Lambda::Function",
                                  .source_type = "AWS::Lambda::Function",
                                  .values = {{"Arn", *configuration->find("AuthorizerUri")}}}};
  const Categories write{"Write"};
  add_connection(
      scope, {scope.id + "ToLambdaAuthConnector" + std::to_string(++number), "", ends, *profile, write, {.inherits = false}},
      make);
}

}  // namespace

void add_auth(Scope& scope, Node& api) {
  const Node& auth = *scope.property("Auth");
  const Maker make = scope.make_for(auth.span, "Auth");
  const Node* additional = value_at(&auth, "Additional");
  check_authorizer(scope, auth);
  if (additional) std::ranges::for_each(additional->items, [&](const Node& one) { check_authorizer(scope, one); });
  if (scope.failed()) return;
  std::size_t number = 0;
  Node main = provider(auth, make);
  for (Member& member : main.members) api.members.push_back(std::move(member));
  permit_lambda(scope, auth, number);
  if (!additional || additional->items.empty()) return;
  Node providers = make.list();
  for (const Node& one : additional->items) {
    providers.items.push_back(provider(one, Maker(one.span, make.origin().expansion)));
    permit_lambda(scope, one, number);
  }
  make.add(api, "AdditionalAuthenticationProviders", std::move(providers));
}

}  // namespace cxsam::transform::graphql
