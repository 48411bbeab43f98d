// Where a request to a server goes.
#pragma once

#include <optional>
#include <string>

#include "application/targets.h"
#include "gateway/backends/uri.h"
#include "gateway/exchange.h"

namespace cxsam::gateway {

/// `uri` with what stands for its variables and `{names}`, at the place that its VPC link leads to. Nothing for a link that
/// leads nowhere.
std::optional<std::string> address_of(const Exchange& exchange, const NamedValues& path_parameters);

/// The same of a server alone.
std::optional<std::string> address_of(const Outside& outside, const application::HttpServer& server,
                                      const application::Variables& stage_variables, const NamedValues& path_parameters);

/// The path parameters of the request.
NamedValues path_parameters_of(const Exchange& exchange);

}  // namespace cxsam::gateway
