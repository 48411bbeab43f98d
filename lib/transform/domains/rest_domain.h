// Custom domains of REST APIs: AWS::ApiGateway::DomainName, or DomainNameV2 for private ones, and base path mappings.
#pragma once

#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

/// Adds what `Domain` of an AWS::Serverless::Api asks for. `stage` is the logical id of the API's stage.
void add_rest_domain(Scope& api, std::string_view stage);

}  // namespace cxsam::transform
