// The variable of an Fn::ForEach, put into a copy of the loop's body.
// Source: AWS CloudFormation template reference, "Fn::ForEach".
#pragma once

#include <cstdint>
#include <string_view>

#include "document/node.h"

namespace cxsam::tmpl {

/// Replaces the variable everywhere in `body`: `${Name}` and `&{Name}` (letters and digits only) in keys and texts,
/// `{"Ref": "Name"}` as a whole. An Fn::Sub that names nothing else is its text. Every node gets `expansion`.
void put_loop_value(Node& body, std::string_view name, std::string_view value, std::uint32_t expansion);

/// Where the items of `collection` are not known: the variable is `value` in names (keys, logical ids, types) and the first
/// item of the collection, whatever that is, everywhere else.
void put_unknown_loop_value(Node& body, std::string_view name, std::string_view value, const Node& collection,
                            std::uint32_t expansion);

}  // namespace cxsam::tmpl
