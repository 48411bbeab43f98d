// The OpenAPI document of an HTTP API: what DefinitionBody or events say, with everything that the API's properties add.
// Source: AWS SAM developer guide, "AWS::Serverless::HttpApi".
#pragma once

#include <optional>

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform {

/// Nothing when the document lies in S3.
std::optional<openapi::Definition> http_document(Scope& api);

/// Whether a document can be written into: OpenAPI 3 with its paths in the template.
bool is_writable(const openapi::Definition& definition);

}  // namespace cxsam::transform
