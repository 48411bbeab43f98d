// From what an integration gave back to what the client gets.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "gateway/mapping/request_mapping.h"

namespace cxsam::gateway {

struct BackendAnswer {
  std::string selected_by;  // what selection patterns must match as a whole: a status, the error message of a function
  std::string body;
  std::string content_type;    // "" where there is no body
  http::Headers headers = {};  // with the content type among them, where a server has sent some
};

/// The first integration response whose pattern matches, by status, else the one without a pattern.
const application::ResponseMapping* select_response(const application::Mapping& mapping, std::string_view selected_by);

/// Sources: API Gateway developer guide, "Data transformations for REST APIs in API Gateway" and "Override your API's request
/// and response parameters and status codes".
tl::expected<http::Response, Refused> map_response(MappingScope& scope, const application::Mapping& mapping,
                                                   const EventSource& source, BackendAnswer answer);

}  // namespace cxsam::gateway
