// What an authorizer's function gets.
#pragma once

#include <string>
#include <vector>

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// REST APIs, type TOKEN: the token and what is asked for. REQUEST: the request's event without its body. HTTP APIs: the same
/// in the authorizer's payload format. `identity` are the values of its sources.
std::string make_authorizer_event(const Exchange& exchange, const std::vector<std::string>& identity);

}  // namespace cxsam::gateway
