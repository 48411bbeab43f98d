// The query protocol: forms in, XML out. CloudFormation, STS, SNS, IAM.
#pragma once

#include <string>
#include <string_view>

#include "json/json_fwd.h"

namespace cxsam::aws {

/// The form of an action's parameters: {"Tags": [{"Key": "a"}]} becomes Tags.member.1.Key=a, an empty list `Tags=`.
/// Source: AWS CloudFormation API reference, "Making query API requests".
std::string query_form(std::string_view action, std::string_view version, const Json& parameters);

}  // namespace cxsam::aws
