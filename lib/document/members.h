// The members of one map that has been read: merge keys applied, keys unique.
#pragma once

#include <cstddef>
#include <span>

#include "diagnostic/diagnostic.h"
#include "document/node.h"

namespace cxsam {

/// Replaces the `<<` members at the indexes `merges` by the members of their maps, as YAML 1.1's merge type says: keys of
/// the map itself win over merged ones, and earlier maps win over later ones.
void apply_merges(Node& map, std::span<const std::size_t> merges, Diagnostics& diagnostics);

/// Tells, once a key was used twice, every place where one is used again. True where there is such a key.
bool tell_duplicate_keys(const Node& map, Diagnostics& diagnostics);

/// Reports each place where a key is used again, and keeps the first of its members; where the last one counts, the others are
/// warned of.
void drop_duplicate_keys(Node& map, Diagnostics& diagnostics, bool last_counts = false);

}  // namespace cxsam
