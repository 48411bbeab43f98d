// The text of Fn::Sub cut into pieces: the one place that knows `${Name}` and `${!Literal}`.
// Source: AWS CloudFormation user guide, "Fn::Sub".
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
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

/// The text with another one in place of each `${Name}`; where `replacement` gives none the piece stays, as all other pieces
/// do.
std::string replace_names(std::string_view text,
                          const std::function<std::optional<std::string>(std::string_view name)>& replacement);

/// `A.b.c` is attribute `b.c` of `A`; without a dot the attribute is empty.
struct SubTarget {
  std::string_view name;
  std::string_view attribute;
};
SubTarget sub_target(std::string_view name);

/// The names that an Fn::Sub defines itself, in the map beside its text.
class SubVariables {
 public:
  /// `argument` is the function's.
  explicit SubVariables(const Node& argument);
  [[nodiscard]] bool contains(std::string_view name) const { return names_.contains(name); }

 private:
  std::unordered_set<std::string_view> names_;
};

/// Writes `text` so that Fn::Sub reads it back as it is: `${x}` becomes `${!x}`.
std::string escape_sub(std::string_view text);

/// Finds where the pieces of a scalar's text stand in its source. Without `sources`, or where the source spells the text in
/// another way (escapes), it is the whole scalar; so it is for generated nodes, which the user did not write there.
class PieceFinder {
 public:
  PieceFinder(const Node& scalar, const Sources* sources) : scalar_(scalar), sources_(sources) {}

  /// Pieces are asked for in the order of the text.
  Span find(const SubPiece& piece);

 private:
  const Node& scalar_;
  const Sources* sources_;
  std::size_t searched_ = 0;  // bytes of the source that are behind the last piece
};

}  // namespace cxsam::tmpl
