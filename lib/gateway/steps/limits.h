// What limits a stage sets, and under which name its requests are counted.
#pragma once

#include <optional>
#include <string>

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// "Shop/Orders Prod": the API and its stage.
std::string stage_key(const Exchange& exchange);

/// What a stage sets for a route: by its name, else for all. Null for nothing.
const application::MethodSettings* settings_of(const application::Stage& stage, const application::Route& route);

}  // namespace cxsam::gateway
