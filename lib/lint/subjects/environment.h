// The environment variables of a function: those of Globals and its own, as far as they can be known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/subjects/lambda_function.h"
#include "template/resolver.h"

namespace cxsam::lint {

struct EnvironmentVariable {
  std::string name;
  Span where;               // the name in the template
  std::uint64_t bytes = 0;  // name and value; of a value that is not known yet only the text that is
  bool known = true;
  bool computed = false;  // a function gives the value
};

std::vector<EnvironmentVariable> environment_of(const LambdaFunction& function, const tmpl::Resolver& resolver);

/// Bytes of text that a partly resolved value has at least.
std::uint64_t least_bytes(const Node& value);

}  // namespace cxsam::lint
