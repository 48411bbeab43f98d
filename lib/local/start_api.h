// `cxsam local start-api`: an application's APIs on a port of this machine.
#pragma once

#include "local/gateways.h"

namespace cxsam::local {

/// See serve().
Result<void> start_api(const ServeOptions& options, const GatewayOptions& gateways);

}  // namespace cxsam::local
