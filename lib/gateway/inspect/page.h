// The page at `/_cxsam/`: what a gateway serves, and the last that it answered.
#pragma once

#include <string>

#include "gateway/inspect/traffic.h"
#include "gateway/served.h"

namespace cxsam::gateway {

/// HTML that works without its script, which keeps it up to date.
std::string page_html(const Served& served, const Traffic& traffic);

}  // namespace cxsam::gateway
