// How the targets validate: every rule, and what else a user may ask for now and then.
#pragma once

#include <cstddef>

#include "lint/validate.h"

namespace cxsam::fuzz {

/// `variety` decides what is asked for; inputs have their size.
inline lint::Request request(std::size_t variety) {
  lint::Request request;
  request.profile = variety % 3 == 0 ? "classic" : "current";
  request.limits = *facts::find_limits(request.profile);
  request.today = "2026-01-15";
  request.settings.include_checks = {"I"};
  if (variety % 5 == 0) request.settings.regions = {"us-east-1", "eu-central-1", "cn-north-1"};
  if (variety % 7 == 0) request.settings.configure_rules = {"E3012:strict=true", "W3002:strict=true"};
  if (variety % 11 == 0) request.dialect = &lint::kCfnLint;
  return request;
}

}  // namespace cxsam::fuzz
