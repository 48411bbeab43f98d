// Which function a caller of the Lambda API means: by name, by a part of its ARN, or by the whole ARN.
// Source: AWS Lambda API reference, "Invoke", parameters FunctionName and Qualifier.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lambda/constraints.h"

namespace cxsam::lambda {

/// The parts that were given; "" for the others.
struct FunctionName {
  std::string region;     // "us-east-1"
  std::string account;    // twelve digits
  std::string name;       // what stands for FunctionName
  std::string qualifier;  // "$LATEST", a version, an alias

  friend bool operator==(const FunctionName&, const FunctionName&) = default;
};

/// The parts of a name as the API's pattern finds them; nothing when it does not match.
std::optional<FunctionName> parse_function_name(std::string_view text);

/// What is wrong with `text` as a FunctionName.
void check_function_name(std::string_view text, Constraints& constraints);

/// What is wrong with `text` as a Qualifier.
void check_qualifier(std::string_view text, Constraints& constraints);

}  // namespace cxsam::lambda
