// How AWS documents the properties of SAM's resource types, events and their parts, as data in schemas/sam.
// Source: AWS SAM developer guide, "AWS SAM resources and properties".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace cxsam::facts {

struct SamProperty {
  std::string_view name;
  std::string_view type;           // "Integer", "String | FunctionCode"
  std::string_view required;       // "yes", "no", "conditional"
  std::string_view default_value;  // "" where there is none that is one word
};

/// `owner` is a resource type ("AWS::Serverless::Function") or a part of one ("function-api": the Api event of functions).
std::vector<SamProperty> sam_properties(std::string_view owner);
std::optional<SamProperty> find_sam_property(std::string_view owner, std::string_view name);

}  // namespace cxsam::facts
