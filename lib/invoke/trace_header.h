// The header that says which trace a request belongs to:
// "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1". Source: AWS X-Ray developer guide, "Tracing
// header".
#pragma once

#include <string_view>

namespace cxsam::invoke {

/// The value of "Root", "Parent", "Sampled", ...; "" when the header has none. It points into `header`.
std::string_view trace_field(std::string_view header, std::string_view name);

}  // namespace cxsam::invoke
