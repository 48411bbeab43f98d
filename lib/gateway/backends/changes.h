// What HTTP APIs change of requests and answers on their way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "application/parameter_changes.h"
#include "gateway/backends/expression.h"
#include "gateway/backends/uri.h"
#include "http/server.h"

namespace cxsam::gateway {

/// What can be changed.
struct Changed {
  http::Headers headers = {};
  NamedValues query = {};
  std::optional<std::string> path = {};  // in place of the URL's
  std::optional<int> status = {};
};

/// In their order. A change whose value is not there is none.
void apply_changes(const std::vector<application::ParameterChange>& changes, const FindVariable& find, Changed& message);

/// A request as the integration of an HTTP API changes it for a function.
struct ChangedRequest {
  http::Request request;
  std::string path;
  std::string query;

  /// It points into this.
  [[nodiscard]] EventSource source(const EventSource& sent) const;
};
ChangedRequest change_request(const application::ParameterChanges& changes, Exchange& exchange);

/// What the integration changes of answers of that status.
void change_response(Exchange& exchange, http::Response& response);

}  // namespace cxsam::gateway
