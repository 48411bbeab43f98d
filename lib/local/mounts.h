// What `local start-api` says of an application before it serves it.
#pragma once

#include <string_view>
#include <vector>

#include "application/application.h"
#include "local/view/message.h"

namespace cxsam::local {

/// One for each path and function, in template order.
std::vector<Mounting> mountings(const application::Application& application, std::string_view base_url);

/// Warnings of authorizers and API keys that callers are not asked for, and a note for each thing that does not run locally.
std::vector<Remark> limitations(const application::Application& application, bool authorizers_disabled);

/// True when some route calls a function.
bool has_lambda_routes(const application::Application& application);

}  // namespace cxsam::local
