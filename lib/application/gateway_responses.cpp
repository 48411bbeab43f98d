#include "application/gateway_responses.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "application/mapping.h"
#include "base/did_you_mean.h"

namespace cxsam::application {
namespace {

std::vector<std::pair<std::string, std::string>> texts_by_name(const Node* node) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (node == nullptr) return texts;
  for (const Member& member : node->members) texts.emplace_back(member.key, text_of(&member.value));
  return texts;
}

// Source: API Gateway developer guide, "Gateway response types for API Gateway".
constexpr std::string_view kWebFirewall = "WAF_FILTERED";
constexpr std::array<std::string_view, 21> kTypes{"ACCESS_DENIED",
                                                  "API_CONFIGURATION_ERROR",
                                                  "AUTHORIZER_CONFIGURATION_ERROR",
                                                  "AUTHORIZER_FAILURE",
                                                  "BAD_REQUEST_BODY",
                                                  "BAD_REQUEST_PARAMETERS",
                                                  "DEFAULT_4XX",
                                                  "DEFAULT_5XX",
                                                  "EXPIRED_TOKEN",
                                                  "INTEGRATION_FAILURE",
                                                  "INTEGRATION_TIMEOUT",
                                                  "INVALID_API_KEY",
                                                  "INVALID_SIGNATURE",
                                                  "MISSING_AUTHENTICATION_TOKEN",
                                                  "QUOTA_EXCEEDED",
                                                  "REQUEST_TOO_LARGE",
                                                  "RESOURCE_NOT_FOUND",
                                                  "THROTTLED",
                                                  "UNAUTHORIZED",
                                                  "UNSUPPORTED_MEDIA_TYPE",
                                                  kWebFirewall};

struct Written {
  std::string type;
  Span where;
  const Node* status = nullptr;
  const Node* parameters = nullptr;
  const Node* templates = nullptr;
};

/// Says so and returns true when nothing is answered with it.
bool never_answers(const Written& written, Diagnostics& diagnostics) {
  const auto tell = [&](std::string message) -> Diagnostic& {
    return diagnostics.warning("", written.where, std::move(message));
  };
  const std::string& type = written.type;
  if (type.empty()) {
    tell("the type of this gateway response is not known before deployment: it answers nothing here");
  } else if (type == kWebFirewall) {
    tell("no web application firewall stands before an API here: its gateway response `WAF_FILTERED` answers nothing");
  } else if (std::ranges::find(kTypes, type) == kTypes.end()) {
    const std::vector<std::string> types(kTypes.begin(), kTypes.end());
    tell("there is no gateway response type `" + type + "`: API Gateway refuses it, and no failure is answered so").hints =
        did_you_mean(type, types);
  } else {
    return false;
  }
  return true;
}

void add(const Written& written, Diagnostics& diagnostics, GatewayResponses& responses) {
  if (never_answers(written, diagnostics)) return;
  GatewayResponse response{
      .status = {}, .parameters = texts_by_name(written.parameters), .templates = texts_by_name(written.templates)};
  const auto number = written.status == nullptr ? std::nullopt : written.status->as_int();
  if (number && is_status_of_answer(*number)) {
    response.status = static_cast<int>(*number);
  } else if (written.status != nullptr && !written.status->is_null()) {
    diagnostics.warning("", written.status->span,
                        "the status `" + text_of(written.status) + "` of the gateway response `" + written.type +
                            "` is no whole number from 200 to 599: its answers have their own");
  }
  responses.by_type[written.type] = std::move(response);
}

}  // namespace

const GatewayResponse* GatewayResponses::find(std::string_view type, int status) const {
  auto found = by_type.find(type);
  if (found == by_type.end()) found = by_type.find(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  return found == by_type.end() ? nullptr : &found->second;
}

std::shared_ptr<const GatewayResponses> read_gateway_responses(const LiveResource& rest_api, const LiveResources& resources,
                                                               const Node* document, Diagnostics& diagnostics) {
  GatewayResponses responses;
  const Node* written = document == nullptr ? nullptr : document->find("x-amazon-apigateway-gateway-responses");
  if (written != nullptr)
    for (const Member& type : written->members)
      add({.type = type.key,
           .where = type.key_span,
           .status = type.value.find("statusCode"),
           .parameters = type.value.find("responseParameters"),
           .templates = type.value.find("responseTemplates")},
          diagnostics, responses);
  for (const LiveResource* resource : resources.of_type("AWS::ApiGateway::GatewayResponse"))
    if (resource->text("RestApiId") == rest_api.ref)
      add({.type = resource->text("ResponseType"),
           .where = resource->where,
           .status = resource->property("StatusCode"),
           .parameters = resource->property("ResponseParameters"),
           .templates = resource->property("ResponseTemplates")},
          diagnostics, responses);
  return responses.by_type.empty() ? nullptr : std::make_shared<const GatewayResponses>(std::move(responses));
}

}  // namespace cxsam::application
