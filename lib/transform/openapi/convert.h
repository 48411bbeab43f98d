// Swagger 2 to OpenAPI 3: SAM edits documents in the words of the first and brings them into those of the second.
#pragma once

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// Moves `securityDefinitions` and `definitions` to `components` and puts the headers of OPTIONS operations into `schema`,
/// where the document is OpenAPI 3 and OpenApiVersion does not say 2.0.
void convert_to_openapi3(Scope& api, Definition& definition);

}  // namespace cxsam::transform::openapi
