// The types that a parameter can be declared with.
// Source: AWS CloudFormation user guide, "Parameters", "AWS-specific parameter types", "Systems Manager parameter types".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::tmpl {

struct ParameterType {
  bool list = false;
  bool number = false;     // the value, or each item of the list, is a number
  bool ssm_value = false;  // the value is what AWS Systems Manager holds under the name that is given
};

/// Nothing for a name that AWS does not know.
std::optional<ParameterType> find_parameter_type(std::string_view name);

/// The names that people write, for suggestions.
std::vector<std::string> common_parameter_types();

}  // namespace cxsam::tmpl
