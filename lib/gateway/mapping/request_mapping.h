// From a request to what an integration gets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "application/mapping.h"
#include "gateway/failure.h"
#include "gateway/mapping/scope.h"

namespace cxsam::gateway {

struct MappedRequest {
  std::string body;
  std::string content_type = {};  // of the template, else of the request
  http::Headers headers = {};     // that mappings set; a function gets none of them, but they say how it is called
  std::vector<std::pair<std::string, std::string>> path = {}, query = {};  // parameters that mappings set
};

/// The parameters alone, for what passes bodies on.
tl::expected<MappedRequest, Refused> map_parameters(MappingScope& scope, const application::Mapping& mapping,
                                                    const EventSource& source);

/// Source: API Gateway developer guide, "Data transformations for REST APIs in API Gateway".
tl::expected<MappedRequest, Refused> map_request(MappingScope& scope, const application::Mapping& mapping,
                                                 const EventSource& source);

}  // namespace cxsam::gateway
