// A route in a few words: what stands before it and what answers it.
#pragma once

#include <string>
#include <vector>

#include "application/api.h"
#include "gateway/authorizers/guards.h"

namespace cxsam::application {
struct WebSocketRoute;
}

namespace cxsam::gateway {

/// "API key", "resource policy", "authorizer `Mine`", "AWS_IAM": what a caller must get past, in the order in which it is
/// asked. Empty when everybody may call.
std::vector<std::string> guards_of(const application::Api& api, const application::Route& route, const GuardOptions& options);
std::vector<std::string> guards_of(const application::WebSocketRoute& route, const GuardOptions& options);

/// "Orders" (a function's full path), "MOCK", "https://example.com/{id}", "SQS-SendMessage", "sqs:SendMessage", "s3"; "" for a
/// route that nothing answers.
std::string answering(const application::Integration& integration);
std::string answering(const application::Route& route);

}  // namespace cxsam::gateway
