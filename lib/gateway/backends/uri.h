// The addresses of integrations.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "application/stage.h"

namespace cxsam::gateway {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// `${stageVariables.x}` becomes the variable's value, "" where there is none; `{x}` the path parameter, and stays where there
/// is none, as does any other `${...}`. What is put in is made fit for a path: what may not stand there is percent-encoded.
/// Source: API Gateway developer guide, "API Gateway stage variables reference"; recorded behaviour.
std::string fill_uri(std::string_view uri, const application::Variables& stage_variables, const NamedValues& path_parameters);

/// The URL with further parameters behind its query.
std::string with_query(std::string url, const NamedValues& parameters);

}  // namespace cxsam::gateway
