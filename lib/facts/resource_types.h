// Resource types: their schemas, and where they exist. From the table of schemas/ (value.h).
#pragma once

#include <string_view>
#include <vector>

#include "facts/value.h"

namespace cxsam::facts {

/// The schema of a resource type, `AWS::Serverless::*` included; Missing for one that AWS does not have.
Value resource_schema(std::string_view type);

/// Whether the Region has the resource type. Serverless types are everywhere; a type without a schema is nowhere; a Region that
/// is not in the table has whatever any other has.
bool exists_in(std::string_view type, std::string_view region);

/// All types, sorted, for did-you-mean.
std::vector<std::string_view> resource_types();

}  // namespace cxsam::facts
