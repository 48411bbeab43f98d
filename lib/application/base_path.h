// Where the routes of an OpenAPI document begin.
// Source: API Gateway developer guide, "Set the OpenAPI basePath property".
#pragma once

#include <string>
#include <string_view>

#include "document/node.h"

namespace cxsam::application {

/// "/a/b" to stand before each path of the document, for `mode` "prepend"; "/b" of the same document for "split", which takes
/// the first part for the host's; "" for "ignore", for no mode, and where the document has no base path.
std::string base_path_of(const Node& document, std::string_view mode);

}  // namespace cxsam::application
