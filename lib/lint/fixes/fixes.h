// Changes of the user's text that make findings go away. Comments and layout of what is not changed stay.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/validate.h"

namespace cxsam::lint {

/// The bytes of `where` become `text`.
struct Edit {
  Span where;
  std::string text;
};

/// Makes the findings of one rule go away: a file `<ID>_<slug>.cpp` of this folder each, in a generated list.
struct Fixer {
  std::string_view id;  // of the rule
  /// What the file means to AWS stays the same, or could not have been meant otherwise.
  bool safe = false;
  /// The change for one finding of the report, whose `source` is there; nothing where it cannot be made.
  std::optional<Edit> (*fix)(const Report& report, const Diagnostic& finding) = nullptr;
};

/// Generated; sorted by file name.
std::span<const Fixer* const> all_fixers();

/// What a finding stands at: the node, the member that holds it, and both parents. Null where there is none.
struct FixPlace {
  const Node* node = nullptr;
  const Member* member = nullptr;  // when the node is a map's value
  const Node* parent = nullptr;    // the map or list that the node is in
  const Node* grandparent = nullptr;
  const Member* parent_member = nullptr;  // of `grandparent`
};
FixPlace fix_place(const Report& report, const Diagnostic& finding);

/// Takes a member out of its map, with its lines where it has lines of its own. Nothing where that would leave an empty block
/// or where more than the member stands on its lines.
std::optional<Edit> remove_member(const Sources& sources, const Node& map, const Member& member);
/// Takes an item out of its list, likewise.
std::optional<Edit> remove_item(const Sources& sources, const Node& list, const Node& item);

struct FixedText {
  std::string text;
  std::size_t fixed = 0;  // findings
};

/// Fixes the findings of the report, unsafe ones too when asked for. Of changes that touch each other the first counts; the
/// others come when the text is checked again.
FixedText apply_fixes(const Report& report, bool unsafe_too);

}  // namespace cxsam::lint
