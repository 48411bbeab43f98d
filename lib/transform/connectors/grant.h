// The texts of a connector's profile with the two ends filled in.
#pragma once

#include "facts/connectors.h"
#include "transform/connectors/end_point.h"

namespace cxsam::transform {

struct Ends {
  EndPoint source;
  EndPoint destination;
};

/// A grant of the profile as a node: `%{Source.Arn}` becomes the ARN of the source, within a longer text by Fn::Sub. An
/// error when an end lacks a value.
Node fill_grant(Scope& scope, std::string_view grant, const Ends& ends, const Maker& make);

/// A value that an end must have; an error when it lacks it.
std::optional<Node> needed(Scope& scope, const EndPoint& end, std::string_view name);

}  // namespace cxsam::transform
