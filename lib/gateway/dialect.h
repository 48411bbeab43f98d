// Whose behaviour a gateway shows: API Gateway's, or that of `sam local start-api` where it answers otherwise.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gateway/steps/step.h"

namespace cxsam::gateway {

struct Dialect {
  std::span<const Step* const> arrival;  // of every request, until one of them ends the walk
  const Step* proxy;                     // what calls a Lambda proxy
  std::span<const Step* const> end;      // of every request, whatever has become of it
  bool checks;                           // whether API keys, limits, validators and canaries count
  std::string (*target)(std::string);    // the request's target as routes and events see it; null: as it was sent
  /// Whether slashes count: a segment may be empty, which only greedy parameters take, and these keep the slashes at their
  /// ends. One slash at the end of a path does not count even so.
  bool exact_slashes;
  bool exact_methods;  // whether `get` is not GET
  /// Whether a route of one method answers requests of another.
  bool (*takes)(std::string_view route_method, std::string_view method);
};

extern const Dialect kAwsDialect;
extern const Dialect kSamDialect;

}  // namespace cxsam::gateway
