// Where findings stand, and how that goes along on the way down. Users of cfn-lint and editors know: the key of what is wrong,
// or the item in a list; and what is written in a short form (`!Sub`) has no key of its own, so the nearest key or item around
// it counts.
#pragma once

#include "document/node.h"

namespace cxsam::lint {

struct Place {
  Span span;
  Span key;  // the nearest key at or around it that is written
  std::uint32_t expansion = 0;
};

/// The place of a key and what is behind it.
Place place_at(Span key, std::uint32_t expansion = 0);

/// The place of a member's value; `parent` is the place of the map.
Place place_of(const Member& member, const Place& parent, const Sources& sources);

/// The place of a list's item. Items that were cut from a text (`!GetAtt a.b`) stand where the list does.
Place place_of_item(const Node& list, const Node& item, const Place& parent, const Sources& sources);

}  // namespace cxsam::lint
