// Which methods and paths API Gateway takes. Source: API Gateway developer guide, "Set up a method using the API Gateway
// console", "Working with routes for HTTP APIs".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/complaint.h"

namespace cxsam::facts {

/// In capitals, as SAM and OpenAPI documents come to it: `get` is GET.
std::string capital_method(std::string_view word);

/// Letters count: GET, not get.
std::optional<Complaint> fault_of_method(std::string_view method);

/// Of a path that begins with `/`: `{name}` and `{name+}` fill a part of their own, the latter only the last.
std::optional<Complaint> fault_of_path(std::string_view path);

/// `{name}` or `{name+}`.
bool is_path_variable(std::string_view part);

}  // namespace cxsam::facts
