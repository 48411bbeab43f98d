// Parameter declarations, the values given for them, and pseudo parameters.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "template/template.h"

namespace cxsam::tmpl {

using ParameterOverrides = std::map<std::string, std::string, std::less<>>;

/// Reads `--parameter-overrides`, each word one argument: `Key=Value` (the value as it is written; a word in which all pieces
/// are assignments is cut as a shell does), `ParameterKey=K,ParameterValue=V`, a JSON map, and `file://name` with a YAML or
/// JSON map or CloudFormation's list of {ParameterKey, ParameterValue}. Later words win. Source: SAM CLI, "sam build" options.
Result<ParameterOverrides> parse_parameter_overrides(std::span<const std::string> words);

/// Where the template is pretended to run. Defaults are SAM CLI's for local commands.
struct Environment {
  std::string region = "us-east-1";
  std::string account_id = "123456789012";
  std::string stack_name = "local";
};

/// "aws", "aws-cn", "aws-us-gov", ... for a region.
std::string_view partition_of(std::string_view region);
/// "amazonaws.com" or the suffix of the region's partition.
std::string_view url_suffix_of(std::string_view region);

/// Parameter name -> value (a String or a List node) for every declared parameter that has a value, and the pseudo
/// parameters `AWS::*` but AWS::NoValue. Declarations and values that break their constraints (type, AllowedValues,
/// AllowedPattern, MinLength, MaxValue, ...) are reported. Overrides of names that the template does not declare are
/// legal and left out.
std::map<std::string, Node, std::less<>> parameter_values(const Template& source, const ParameterOverrides& overrides,
                                                          const Environment& environment, Diagnostics& diagnostics);

}  // namespace cxsam::tmpl
