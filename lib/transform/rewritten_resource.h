// The buckets and user pools that events write into. AWS's transform reads such a resource by a list of properties of its own
// and writes it anew: what stands beside them is refused, and what has no value is left out.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "transform/event_scope.h"

namespace cxsam::transform {

struct RewrittenType {
  std::string_view name;      // "AWS::S3::Bucket"
  std::string_view property;  // of the event, that refers to it: "Bucket"
  std::span<const std::string_view> properties;
};

/// The resource that the event refers to, with the properties and attributes that AWS keeps of it; null after an error. Its
/// `Properties` is a map.
Member* rewritten_resource(EventScope& event, const RewrittenType& type);

}  // namespace cxsam::transform
