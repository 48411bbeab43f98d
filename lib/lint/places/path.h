// The path in a template that a place in its text stands for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/node.h"

namespace cxsam::lint {

/// A map's key or a list's index.
using PathStep = std::variant<std::string_view, std::size_t>;
using Path = std::vector<PathStep>;

/// From `root` down to the member or item that `place` stands for: a key's span means its member, the span of a value or
/// something within it the innermost value there. Keys of short forms (`!Ref`) are steps as in the long form. Empty for
/// the root, and for places outside of it.
Path path_of(const Node& root, Span place);

/// Where cfn-lint shows a finding about what stands at `place`: the innermost key or list item around it that is written
/// (short forms like `!Ref` have no key). `place` itself where it lies outside of the tree.
Span shown_place(const Node& root, Span place, const Sources& sources);

}  // namespace cxsam::lint
