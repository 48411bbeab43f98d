// JSON of the tables in schemas/ as nodes of generated CloudFormation.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "json/json_fwd.h"
#include "transform/maker.h"

namespace cxsam::transform {

/// What stands for a value of the JSON; nothing where it stays what it is.
using Replace = std::function<std::optional<Node>(const Json&)>;

/// `replace` is asked about every value, outermost first.
Node node_from_json(const Json& value, const Maker& make, const Replace& replace);
Node node_from_json(const Json& value, const Maker& make);

/// The JSON of an embedded table; throws when it is broken, since that is a bug in the table.
Json parse_fact(std::string_view text);

}  // namespace cxsam::transform
