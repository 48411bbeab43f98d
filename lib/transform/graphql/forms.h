// The forms of AWS::Serverless::GraphQLApi's properties.
// Source: AWS SAM developer guide, "AWS::Serverless::GraphQLApi" and its property types.
#pragma once

#include "transform/form.h"

namespace cxsam::transform::graphql {

/// The properties whose form AWS checks; the others it takes as they are, also those that it does not know.
extern const std::span<const FormField> kProperties;
/// `Logging`, which may also be true or false.
extern const Form kLogging;

}  // namespace cxsam::transform::graphql
