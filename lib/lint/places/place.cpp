#include "lint/places/place.h"

namespace cxsam::lint {

Place place_at(Span key, std::uint32_t expansion) { return {key, key, expansion}; }

Place place_of(const Member& member, const Place& parent, const Sources& sources) {
  const bool written = member.key_span != Span{} && !sources.slice(member.key_span).starts_with('!');
  return written ? place_at(member.key_span, member.value.expansion) : place_at(parent.key, parent.expansion);
}

Place place_of_item(const Node& list, const Node& item, const Place& parent, const Sources& sources) {
  const std::string_view text = sources.slice(list.span);
  const bool written = item.span != Span{} && (text.starts_with('[') || text.starts_with('-'));
  if (!written) return parent;
  if (item.is_scalar() && !item.is_string()) return place_at(parent.key, item.expansion);  // numbers are found by their key
  return {item.span, parent.key, item.expansion};
}

}  // namespace cxsam::lint
