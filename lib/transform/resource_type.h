// The transform of one SAM resource type: a file of resources/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

namespace cxsam::transform {

struct ResourceType {
  std::string_view name;  // "AWS::Serverless::Function"
};

/// Generated.
std::span<const ResourceType* const> all_resource_types();

}  // namespace cxsam::transform
