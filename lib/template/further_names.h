// What people call a resource besides its logical id, from what the AWS CDK and SAM CLI note in its Metadata.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace cxsam::tmpl {

/// "Hello" for a resource that the AWS CDK made of the construct "Shop/Hello/Resource"; "" for any other one.
std::string_view construct_id(const Node* metadata);

/// `SamResourceId`, the path as it stands ("Shop/Api/Fn/Resource"), its construct ("Shop/Api/Fn"), and that construct's ends
/// ("Api/Fn", "Fn"). Source: SAM CLI, "sam local invoke"; AWS CDK developer guide, "Paths".
std::vector<std::string> further_names(const Node* metadata);

}  // namespace cxsam::tmpl
