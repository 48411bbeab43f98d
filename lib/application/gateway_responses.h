// Customised answers of API Gateway itself. Sources: API Gateway developer guide, "Gateway responses for REST APIs";
// CloudFormation user guide, "AWS::ApiGateway::GatewayResponse".
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "application/live_resources.h"

namespace cxsam::application {

struct GatewayResponse {
  std::optional<int> status;                                    // none: the type's own
  std::vector<std::pair<std::string, std::string>> parameters;  // "gatewayresponse.header.X" of "method.request.header.Y"
  std::vector<std::pair<std::string, std::string>> templates;   // by content type; names are filled in, nothing else
};

struct GatewayResponses {
  std::map<std::string, GatewayResponse, std::less<>> by_type;  // "THROTTLED", "DEFAULT_4XX"

  /// Of a type, else of the default for its status. Null for none.
  [[nodiscard]] const GatewayResponse* find(std::string_view type, int status) const;
};

/// Of GatewayResponse resources, and of an OpenAPI document (null for none), of which the former count more. Null for none.
std::shared_ptr<const GatewayResponses> read_gateway_responses(const LiveResource& rest_api, const LiveResources& resources,
                                                               const Node* document, Diagnostics& diagnostics);

}  // namespace cxsam::application
