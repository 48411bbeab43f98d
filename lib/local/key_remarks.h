// What `local start-api` says of API keys before it asks for them.
#pragma once

#include <vector>

#include "application/application.h"
#include "local/view/message.h"

namespace cxsam::local {

/// One for each API with routes that ask for a key: what to send, or that nobody has such a key.
std::vector<Remark> key_remarks(const application::Application& application);

}  // namespace cxsam::local
