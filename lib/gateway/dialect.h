// Whose behaviour a gateway shows: API Gateway's, or that of `sam local start-api` where it answers otherwise.
#pragma once

#include <span>
#include <string>

#include "gateway/steps/step.h"

namespace cxsam::gateway {

struct Dialect {
  std::span<const Step* const> arrival;  // of every request, until one of them ends the walk
  const Step* proxy;                     // what calls a Lambda proxy
  std::span<const Step* const> end;      // of every request, whatever has become of it
  bool checks;                           // whether API keys, limits, validators and canaries count
  std::string (*target)(std::string);    // the request's target as routes and events see it; null: as it was sent
  bool takes_refused = false;            // routes that API Gateway refuses are served, too
};

extern const Dialect kAwsDialect;
extern const Dialect kSamDialect;

}  // namespace cxsam::gateway
