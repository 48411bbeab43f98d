// WebSocket APIs among what `local start-api` serves.
#pragma once

#include <string_view>

#include "application/application.h"
#include "gateway/authorizers/guards.h"
#include "local/functions.h"
#include "local/view/message.h"

namespace cxsam::local {

/// Where clients connect, with the routes behind it, and what is weaker than on AWS. `url` is the server's:
/// "http://127.0.0.1:3000".
Description describe_sockets(const application::Application& application, const Faults& faults, std::string_view url,
                             const gateway::GuardOptions& guards);

}  // namespace cxsam::local
