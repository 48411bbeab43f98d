// What `local start-api` says of API keys before it asks for them.
#pragma once

#include <optional>
#include <vector>

#include "application/application.h"
#include "local/view/message.h"

namespace cxsam::local {

/// One for each API with routes that ask for a key: what to send, or that nobody has such a key.
std::vector<Remark> key_remarks(const application::Application& application);

/// The same of a WebSocket API; nothing where none of its routes does.
std::optional<Remark> key_remark(const application::WebSocketApi& api);

}  // namespace cxsam::local
