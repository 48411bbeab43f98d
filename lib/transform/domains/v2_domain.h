// Custom domains of HTTP and WebSocket APIs: AWS::ApiGatewayV2::DomainName and ApiMapping.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// Domains of WebSocket APIs know no mutual TLS, do not take the API's Condition and DeletionPolicy, and of several in one
/// hosted zone only the last one gets its records.
enum class V2Api : std::uint8_t { Http, WebSocket };

struct V2DomainOptions {
  std::string stage;         // logical id of the API's stage
  std::optional<Node> tags;  // of the domain, as a map
  V2Api api = V2Api::Http;
};

/// Adds what `Domain` of an AWS::Serverless::HttpApi or WebSocketApi asks for.
void add_v2_domain(Scope& api, V2DomainOptions options);

}  // namespace cxsam::transform
