// Custom domains of HTTP and WebSocket APIs: AWS::ApiGatewayV2::DomainName and ApiMapping.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

enum class MutualTls : std::uint8_t { Allowed, Refused };  // WebSocket APIs know none

struct V2DomainOptions {
  std::string stage;         // logical id of the API's stage
  std::optional<Node> tags;  // of the domain, as a map
  MutualTls mutual_tls = MutualTls::Allowed;
};

/// Adds what `Domain` of an AWS::Serverless::HttpApi or WebSocketApi asks for.
void add_v2_domain(Scope& api, V2DomainOptions options);

}  // namespace cxsam::transform
