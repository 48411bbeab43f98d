// Where a template includes other files.
#pragma once

#include <string>
#include <vector>

#include "document/node.h"

namespace cxsam::artifacts {

/// {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "./api.yaml"}}}
struct Include {
  std::vector<std::string> holder;  // the keys that lead to what has the `Fn::Transform`; none: the template itself
  const Node* location;
};

/// In the order of the template. Source: AWS CloudFormation template reference, "AWS::Include transform": anywhere in it.
std::vector<Include> find_includes(const Node& root);

}  // namespace cxsam::artifacts
