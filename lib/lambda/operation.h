// One request to the API, cut up, and what answers it.
#pragma once

#include <string>
#include <string_view>

#include "lambda/api.h"
#include "lambda/refusal.h"

namespace cxsam::lambda {

struct Call {
  std::shared_ptr<const Service> service;  // a stream goes on after the call has been answered
  const http::Request& request;
  std::string name;        // of the function as the path has it, decoded; "" where the operation has none
  std::string_view query;  // without the question mark
  std::string request_id;

  /// The first of that name; "" without one.
  [[nodiscard]] std::string_view header(std::string_view called) const { return http::find_header(request.headers, called); }
  /// Decoded; nothing when the query does not have it.
  [[nodiscard]] std::optional<std::string> parameter(std::string_view called) const;
};

/// The function that the path and `Qualifier` name, with its parts checked as the service does, other parameters with them.
Accepted<Target> find_target(const Call& call, Constraints constraints = {});

Task<http::Response> invoke(const Call& call);
Task<http::Response> invoke_with_stream(const Call& call);
Task<http::Response> list_functions(const Call& call);
Task<http::Response> get_function(const Call& call);
Task<http::Response> get_function_configuration(const Call& call);

}  // namespace cxsam::lambda
