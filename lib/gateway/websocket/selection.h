// The keys that selection expressions give for what happens on a WebSocket.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "application/selection_expression.h"
#include "gateway/websocket/event.h"

namespace cxsam::gateway::websocket {

/// Nothing where a variable has no value that can be a key: the body is no JSON, or has a list there.
std::optional<std::string> select(const application::SelectionExpression& expression, const Happening& happening);

/// A variable by its name: `context.x`, `stageVariables.x`, and of a Connect `request.header.x`, `request.querystring.x`.
std::optional<std::string> find_variable(const Happening& happening, std::string_view name);

/// The route of a message: the one that the API's expression names, else `$default`; null when there is neither. `$connect` and
/// `$disconnect` cannot be asked for.
const application::WebSocketRoute* select_route(const Happening& happening);

}  // namespace cxsam::gateway::websocket
