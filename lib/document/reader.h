// Template text -> Node tree. The format is decided by the content: text whose first sign is `{` is JSON
// (and must then be JSON or flow YAML), everything else is YAML.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "diagnostic/diagnostic.h"
#include "document/node.h"

namespace cxsam {

/// What a document may cost at most, and how strict the reader is. Aliases count each time they are used.
struct ReadLimits {
  std::size_t depth = 128;
  std::size_t nodes = 2'000'000;
  bool last_key_counts =
      false;  // a key that is used twice is a warning, and its last value counts, as AWS's transform reads it
  /// Reading ends with the first map that has keys twice, and of its keys after the first such one only the later places are
  /// told: what tools say that build maps from the inside out.
  bool stops_at_duplicates = false;
};

/// Reads the document of `file`. Short forms (`!Ref`, `!Sub`, `!GetAtt a.b.c`) become long forms; anchors, aliases
/// and merge keys are applied; duplicate keys, bad encodings, several documents and the limits are errors (id E0000)
/// with a position. Returns nothing when there is no tree to go on with; an empty file is such an error.
std::optional<Node> read_document(Sources& sources, FileId file, Diagnostics& diagnostics, ReadLimits limits = {});

}  // namespace cxsam
