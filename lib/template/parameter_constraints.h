// What a parameter's declaration says about its values: AllowedValues, AllowedPattern, MinLength, MaxValue, ...
// Source: AWS CloudFormation user guide, "Parameters".
#pragma once

#include <optional>
#include <span>
#include <string>

#include "diagnostic/complaint.h"
#include "document/node.h"
#include "template/parameter_type.h"

namespace cxsam::tmpl {

/// The first reason why `values` (one text, or the items of a list) break the declaration; fits behind "the value":
/// "is `ab`, which is shorter than its `MinLength` of 3". Values of NoEcho parameters are not repeated.
std::optional<Complaint> find_complaint(const Node& declaration, const ParameterType& type,
                                        std::span<const std::string> values);

/// A finite decimal number and nothing around it.
std::optional<double> parse_number(std::string_view text);

}  // namespace cxsam::tmpl
