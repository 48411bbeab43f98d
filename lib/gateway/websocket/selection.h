// The keys that selection expressions give for what happens on a WebSocket.
#pragma once

#include <optional>
#include <string>

#include "application/selection_expression.h"
#include "gateway/websocket/event.h"

namespace cxsam::gateway::websocket {

/// Nothing where a variable has no value that can be a key: the body is no JSON, or has a list there.
std::optional<std::string> select(const application::SelectionExpression& expression, const Happening& happening);

/// The route of a message: the one that the API's expression names, else `$default`; null when there is neither. `$connect` and
/// `$disconnect` cannot be asked for.
const application::WebSocketRoute* select_route(const Happening& happening);

}  // namespace cxsam::gateway::websocket
