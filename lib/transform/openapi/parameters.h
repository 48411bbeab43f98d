// RequestParameters and RequestModel of an Api event.
// Source: AWS SAM developer guide, "RequestModel", "RequestParameter".
#pragma once

#include "transform/event_scope.h"
#include "transform/openapi/definition.h"

namespace cxsam::transform::openapi {

/// Declares `method.request.querystring.page` and the like as parameters of the operation, and as cache keys.
void add_request_parameters(EventScope& event, Node& operation);

/// Declares the body's model, which must be one of the API's `Models`, and the validator that was asked for.
void add_request_model(EventScope& event, std::string_view api, Definition& definition, Node& operation);

/// `parameters` for the `{names}` of a path, as HTTP APIs declare them.
std::optional<Node> path_parameters(std::string_view path, const Maker& make);

}  // namespace cxsam::transform::openapi
