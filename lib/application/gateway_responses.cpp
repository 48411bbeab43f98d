#include "application/gateway_responses.h"

#include "application/mapping.h"

namespace cxsam::application {
namespace {

std::vector<std::pair<std::string, std::string>> texts_by_name(const Node* node) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (node == nullptr) return texts;
  for (const Member& member : node->members) texts.emplace_back(member.key, text_of(&member.value));
  return texts;
}

struct Written {
  std::string type;
  const Node* status = nullptr;
  const Node* parameters = nullptr;
  const Node* templates = nullptr;
};

void add(const Written& written, Diagnostics& diagnostics, GatewayResponses& responses) {
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
           .status = type.value.find("statusCode"),
           .parameters = type.value.find("responseParameters"),
           .templates = type.value.find("responseTemplates")},
          diagnostics, responses);
  for (const LiveResource* resource : resources.of_type("AWS::ApiGateway::GatewayResponse"))
    if (resource->text("RestApiId") == rest_api.ref)
      add({.type = resource->text("ResponseType"),
           .status = resource->property("StatusCode"),
           .parameters = resource->property("ResponseParameters"),
           .templates = resource->property("ResponseTemplates")},
          diagnostics, responses);
  return responses.by_type.empty() ? nullptr : std::make_shared<const GatewayResponses>(std::move(responses));
}

}  // namespace cxsam::application
