// The OpenAPI document of a REST API: what DefinitionBody or events say, with everything that the API's properties add.
// Source: AWS SAM developer guide, "AWS::Serverless::Api".
#pragma once

#include <optional>

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform {

/// Nothing when the document lies in S3.
std::optional<openapi::Definition> rest_document(Scope& api);

}  // namespace cxsam::transform
