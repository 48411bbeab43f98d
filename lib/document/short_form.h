// The YAML tags that stand for intrinsic functions: `!Ref x` is {"Ref": x}, `!Sub x` is {"Fn::Sub": x}.
// Source: CloudFormation user guide, "Intrinsic function reference".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"

namespace cxsam {

/// The long name of a short form's tag ("!GetAtt" -> "Fn::GetAtt"); empty when there is no such short form.
std::string_view long_name(std::string_view tag);

/// The short form that was probably meant by an unknown tag ("!sub" -> "!Sub").
std::optional<std::string> closest_short_form(std::string_view tag);

/// {name: argument} over `whole`, the span of tag and value; the key carries the tag's span.
/// The argument `a.b.c` of Fn::GetAtt becomes the list [a, b.c].
Node expand_short_form(std::string_view name, Node argument, Span whole, Span tag);

}  // namespace cxsam
