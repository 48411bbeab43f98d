// Templates that come as texts: of CloudFormation, or of files that a build has written.
#pragma once

#include <string_view>

#include "base/result.h"
#include "document/node.h"

namespace cxsam::sync {

/// `name` is what the error calls it: "NAME cannot be read".
Result<Node> parse_document(std::string_view text, std::string_view name);

}  // namespace cxsam::sync
