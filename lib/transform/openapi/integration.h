// The Lambda proxy integration of an operation.
// Source: API Gateway developer guide, "x-amazon-apigateway-integration object".
#pragma once

#include <cstdint>

#include "transform/event_scope.h"

namespace cxsam::transform::openapi {

/// Streaming is what an integration with `responseTransferMode: STREAM` calls.
enum class Invocation : std::uint8_t { Buffered, Streaming };

/// {"Fn::Sub": "arn:...:lambda:path/2015-03-31/functions/${F.Arn}/invocations"}, under the owner's condition if any.
Node invocation_uri(const EventScope& event, std::string_view partition, Invocation way = Invocation::Buffered);

/// "GET" for "get", "*" for "any".
std::string arn_verb(std::string_view method);

enum class Greedy : std::uint8_t { AnyName, ProxyOnly };

/// "/x/{id}" -> "/x/*": a path as the resource of an execute-api ARN. For HTTP APIs AWS's transform knows no greedy
/// name but `{proxy+}`: others stay as they are.
std::string arn_path(std::string_view path, Greedy greedy);

}  // namespace cxsam::transform::openapi
