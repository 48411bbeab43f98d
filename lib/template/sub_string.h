// The text of Fn::Sub cut into pieces: the one place that knows `${Name}` and `${!Literal}`.
// Source: AWS CloudFormation user guide, "Fn::Sub".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace cxsam::tmpl {

struct SubPiece {
  enum class Kind : std::uint8_t {
    Text,     // stands for itself
    Literal,  // `${!text}`: stands for `${text}`
    Name,     // `${text}`
  } kind = Kind::Text;
  std::string_view text;
  std::size_t begin = 0;  // bytes [begin, end) of the whole string, with `${` and `}`
  std::size_t end = 0;
};

/// Pieces in order, together the whole string. A `${` without a `}` is text. A name is everything up to the next `}`, also
/// when it is no good name: whether it names something is for the caller to find out. The views point into `text`.
std::vector<SubPiece> parse_sub(std::string_view text);

/// `A.b.c` is attribute `b.c` of `A`; without a dot the attribute is empty.
struct SubTarget {
  std::string_view name;
  std::string_view attribute;
};
SubTarget sub_target(std::string_view name);

/// Writes `text` so that Fn::Sub reads it back as it is: `${x}` becomes `${!x}`.
std::string escape_sub(std::string_view text);

/// The place of bytes [begin, end) of a scalar's text in its source. The whole scalar where the text and the source
/// differ (escapes, folded lines, block scalars, generated nodes).
Span span_within(const Node& scalar, std::size_t begin, std::size_t end);

}  // namespace cxsam::tmpl
