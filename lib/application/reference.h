// `$ref` in OpenAPI documents, within the document. API Gateway follows no others.
#pragma once

#include <string>

#include "document/node.h"

namespace cxsam::application {

/// What a node with `$ref` means, through any further ones; the node itself when it has none, or when it leads nowhere.
const Node& referred(const Node& document, const Node& node);

/// The `$ref` of what referred() gave, when it led nowhere; else "".
std::string lost_reference(const Node& node);

}  // namespace cxsam::application
