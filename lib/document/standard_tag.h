// YAML's own tags, as `!!str` and `!!int`. CloudFormation knows those of JSON's types.
// Source: CloudFormation user guide, "Template format", on YAML.
#pragma once

#include <cstdint>
#include <string_view>

#include "document/node.h"

namespace cxsam {

enum class TagFit : std::uint8_t { Fits, DoesNotFit, Unknown };

/// Gives `node` the kind that the tag names ("tag:yaml.org,2002:int"), if it is one and the value can be that.
TagFit apply_standard_tag(std::string_view tag, Node& node);

bool is_standard_tag(std::string_view tag);

}  // namespace cxsam
