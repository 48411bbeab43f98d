// The events that Lambda functions get for HTTP requests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "application/application.h"
#include "gateway/caller.h"
#include "gateway/request_ids.h"
#include "gateway/route_table.h"
#include "http/server.h"

namespace cxsam::gateway {

/// Everything an event is made of. All pointers and views must outlive the call that takes it.
struct EventSource {
  const http::Request& request;
  std::string_view sent_path;  // percent-encoded, no query
  std::string_view path;       // as sent_path, but with one slash at its beginning
  std::string_view query;      // without the question mark
  const RouteMatch& match;
  const RequestIds& ids;
  std::string_view account_id;
  std::uint16_t port = 0;
  const application::Variables* variables = nullptr;  // of a canary; null for the stage's own
  const Caller* caller = nullptr;                     // null for nobody who is known
  bool with_body = true;                              // authorizers get none

  [[nodiscard]] const application::Variables& stage_variables() const {
    return variables != nullptr ? *variables : match.stage->variables;
  }
};

/// Payload format 1.0: REST APIs, and HTTP APIs that ask for it (these have `version` as well).
/// Source: API Gateway developer guide, "Input format of a Lambda function for proxy integration".
std::string make_event_v1(const EventSource& source);

/// The `requestContext` of that format alone, which is `$context` in mapping templates.
std::string make_request_context_v1(const EventSource& source);

/// Payload format 2.0 of HTTP APIs: lower-case header names, comma-joined values, cookies apart, empty members left out.
/// Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs".
std::string make_event_v2(const EventSource& source);

/// The body as an event carries it: text, or base64 of anything else.
struct EventBody {
  std::string text;
  bool base64 = false;
};

/// REST: base64 where the content type is one of the API's binary media types. HTTP APIs: where it is no text type or the
/// bytes are no UTF-8, and also for the API's binary media types.
EventBody event_body(const EventSource& source);

}  // namespace cxsam::gateway
