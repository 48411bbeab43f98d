// Who may connect: the authorizer of `$connect`.
// Sources: API Gateway developer guide, "Control access to WebSocket APIs with AWS Lambda REQUEST authorizers" and "... with
// IAM authorization".
#pragma once

#include <optional>

#include "application/authorizer.h"
#include "gateway/served.h"
#include "gateway/websocket/event.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// The answer to one who is not let in; nothing for others, who get their `requestContext.authorizer` in `connection`.
/// Everything outlives the task.
Task<std::optional<http::Response>> authorise(const Served& served, const Happening& happening,
                                              const application::Authorizer& guard, Connection& connection);

}  // namespace cxsam::gateway::websocket
