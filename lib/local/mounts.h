// What `local start-api` says of an application before it serves it.
#pragma once

#include <string>
#include <string_view>

#include "application/application.h"

namespace cxsam::local {

/// "Mounting F at http://127.0.0.1:3000/hello [GET, POST]", one line for each path and function, in template order. The form is
/// SAM CLI's: tools wait for it.
std::string mount_lines(const application::Application& application, std::string_view base_url);

/// Warnings of authorizers and API keys that callers are not asked for, and a line for each thing that does not run locally.
std::string limitation_lines(const application::Application& application, bool authorizers_disabled);

/// True when some route calls a function.
bool has_lambda_routes(const application::Application& application);

}  // namespace cxsam::local
