// What a function in place of a value may give, for rules with code of their own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/context.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {

struct GivenValue {
  Node value;
  std::string_view rule;  // the id that findings about it have: W1030 for what `Ref` gives, ...
  std::string source;     // "the default `a` of parameter `Name`"; "" for what comes from elsewhere
  Place place;            // of the function
};

/// Empty for what is no function, for Fn::If, and where nothing is known.
std::vector<GivenValue> given_values(const CheckContext& context, const PlacedValue& value);

/// A finding about it: a warning, for a deployment may give another value.
Diagnostic& add_given(const GivenValue& value, std::string message, Findings& findings);

}  // namespace cxsam::lint
