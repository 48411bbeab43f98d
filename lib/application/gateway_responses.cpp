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

GatewayResponse make(const Node* status, const Node* parameters, const Node* templates) {
  GatewayResponse response{.status = {}, .parameters = texts_by_name(parameters), .templates = texts_by_name(templates)};
  const auto number = status == nullptr ? std::nullopt : status->as_int();
  if (number && is_status_of_answer(*number)) response.status = static_cast<int>(*number);
  return response;
}

}  // namespace

const GatewayResponse* GatewayResponses::find(std::string_view type, int status) const {
  auto found = by_type.find(type);
  if (found == by_type.end()) found = by_type.find(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  return found == by_type.end() ? nullptr : &found->second;
}

std::shared_ptr<const GatewayResponses> read_gateway_responses(const LiveResource& rest_api, const LiveResources& resources,
                                                               const Node* document) {
  GatewayResponses responses;
  const Node* written = document == nullptr ? nullptr : document->find("x-amazon-apigateway-gateway-responses");
  if (written != nullptr)
    for (const Member& type : written->members)
      responses.by_type[type.key] =
          make(type.value.find("statusCode"), type.value.find("responseParameters"), type.value.find("responseTemplates"));
  for (const LiveResource* resource : resources.of_type("AWS::ApiGateway::GatewayResponse"))
    if (resource->text("RestApiId") == rest_api.ref)
      responses.by_type[resource->text("ResponseType")] = make(
          resource->property("StatusCode"), resource->property("ResponseParameters"), resource->property("ResponseTemplates"));
  return responses.by_type.empty() ? nullptr : std::make_shared<const GatewayResponses>(std::move(responses));
}

}  // namespace cxsam::application
