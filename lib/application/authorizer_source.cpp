#include "application/authorizer_source.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::application {
namespace {

constexpr std::string_view kExtension = "x-amazon-apigateway-authorizer";
constexpr std::string_view kExtensionType = "x-amazon-apigateway-authtype";

/// "a, b" and a list of such texts.
std::vector<std::string> places_of(const Node* node) {
  std::vector<std::string> places;
  for (const std::string& text : texts_of(node))
    for (const std::string_view part : split(text, ','))
      if (const std::string_view place = trim(part); !place.empty()) places.emplace_back(place);
  return places;
}

/// "https://issuer" of "https://issuer/.well-known/openid-configuration".
std::string issuer_of_url(std::string url) {
  return url.substr(0, std::min(url.find("/.well-known/openid-configuration"), url.size()));
}

}  // namespace

AuthorizerSource rest_source(const LiveResource& resource) {
  return {.name = resource.text("Name"),
          .type = resource.text("Type"),
          .uri = resource.text("AuthorizerUri"),
          .places = places_of(resource.property("IdentitySource")),
          .validation = resource.text("IdentityValidationExpression"),
          .ttl = resource.property("AuthorizerResultTtlInSeconds"),
          .user_pools = resource.property("ProviderARNs")};
}

AuthorizerSource http_source(const LiveResource& resource) {
  return {.name = resource.text("Name"),
          .type = resource.text("AuthorizerType"),
          .uri = resource.text("AuthorizerUri"),
          .places = places_of(resource.property("IdentitySource")),
          .payload_format = resource.text("AuthorizerPayloadFormatVersion"),
          .simple = resource.property("EnableSimpleResponses"),
          .ttl = resource.property("AuthorizerResultTtlInSeconds"),
          .issuer = text_of(resource.properties.at_path({"JwtConfiguration", "Issuer"})),
          .audience = resource.properties.at_path({"JwtConfiguration", "Audience"})};
}

AuthorizerSource scheme_source(const Member& scheme, const Node& extension) {
  AuthorizerSource source{.name = scheme.key,
                          .type = text_of(extension.find("type")),
                          .uri = text_of(extension.find("authorizerUri")),
                          .places = places_of(extension.find("identitySource")),
                          .validation = text_of(extension.find("identityValidationExpression")),
                          .payload_format = text_of(extension.find("authorizerPayloadFormatVersion")),
                          .simple = extension.find("enableSimpleResponses"),
                          .ttl = extension.find("authorizerResultTtlInSeconds"),
                          .user_pools = extension.find("providerARNs"),
                          .issuer = text_of(extension.at_path({"jwtConfiguration", "issuer"})),
                          .audience = extension.at_path({"jwtConfiguration", "audience"}),
                          .where = scheme.key_span,
                          .called = scheme.key,
                          .scheme = true};
  if (source.issuer.empty()) source.issuer = issuer_of_url(text_of(scheme.value.find("openIdConnectUrl")));
  const std::string header = text_of(scheme.value.find("name"));
  if (source.places.empty() && to_lower(source.type) != "request" && text_of(scheme.value.find("in")) == "header")
    source.places.push_back("method.request.header." + header);
  return source;
}

const Node* authorizer_extension(const Node& scheme) { return scheme.find(kExtension); }

bool is_signature(const Node& scheme) { return to_lower(text_of(scheme.find(kExtensionType))) == "awssigv4"; }

}  // namespace cxsam::application
