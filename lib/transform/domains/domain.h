// The `Domain` property of an API: what REST, HTTP and WebSocket APIs share of custom domains.
// Source: AWS SAM developer guide, "DomainConfiguration" of AWS::Serverless::Api and of AWS::Serverless::HttpApi.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "transform/scope.h"

namespace cxsam::transform {

struct Domain {
  Node settings;  // parameters resolved
  Node name;
  Node certificate;
  std::string endpoint;  // "REGIONAL"; "EDGE" and "PRIVATE" for REST APIs
  Maker make;            // generated nodes point at `Domain`
};

/// Reads and checks the property; nothing when the API has none, or after an error. `endpoints` are the types of endpoint
/// that the API may have.
std::optional<Domain> read_domain(Scope& api, std::span<const std::string_view> endpoints);

/// {TruststoreUri, TruststoreVersion}; nothing when it is not asked for, or after an error.
std::optional<Node> mutual_tls(Scope& api, const Domain& domain);

/// The texts of BasePath, which is one text or a list of them; empty when there is none. Others than texts are errors.
Nodes base_paths(Scope& api, const Domain& domain);

/// What of a base path may stand in a logical id: its letters and digits.
std::string id_part(std::string_view base_path);

}  // namespace cxsam::transform
