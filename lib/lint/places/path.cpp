#include "lint/places/path.h"

#include <algorithm>

#include "lint/places/place.h"

namespace cxsam::lint {
namespace {

bool holds(Span outer, Span inner) { return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end; }

// Of children that stand in the order of the text the only one that can hold `place`: a map with thousands of findings is not
// searched from its beginning for each. Null when there is none.
template <class Children, class BeginOf>
const typename Children::value_type* last_before(const Children& children, Span place, BeginOf begin_of) {
  const auto after = std::ranges::upper_bound(children, place.begin, {}, begin_of);
  return after == children.begin() ? nullptr : &*std::prev(after);
}

/// A child that a place is, or lies in: one of a map's or one of a list's.
struct Child {
  const Member* member = nullptr;
  const Node* item = nullptr;
  bool is_key = false;  // the place is the member's key

  explicit operator bool() const { return member || item; }
  [[nodiscard]] const Node* below() const {
    if (is_key) return nullptr;
    return member ? &member->value : item;
  }
};

bool lies_in(const Member& member, Span place) { return holds(member.key_span, place) || holds(member.value.span, place); }

Child child_of_wide(const Node& node, Span place) {
  const Member* member = last_before(node.members, place, [](const Member& each) { return each.key_span.begin; });
  if (member && lies_in(*member, place)) return {member, nullptr, member->key_span == place};
  const Node* item = last_before(node.items, place, [](const Node& each) { return each.span.begin; });
  return item && holds(item->span, place) ? Child{nullptr, item} : Child{};
}

// A short form's key lies within its value's map, and its tag is what a finding about the function points at, so keys come
// first.
Child child_at(const Node& node, Span place) {
  constexpr std::size_t kWide = 64;  // children; few are quickly looked at
  if (node.members.size() + node.items.size() > kWide)
    if (const Child child = child_of_wide(node, place)) return child;
  for (const Member& member : node.members)
    if (member.key_span == place) return {&member, nullptr, true};
  for (const Member& member : node.members)
    if (lies_in(member, place)) return {&member};
  for (const Node& item : node.items)
    if (holds(item.span, place)) return {nullptr, &item};
  return {};
}

// A value's own span is the value, not what it begins with; only aliases give a child the span of its parent. A map whose only
// value is empty has the span of its key, and then the key is meant.
bool is_place_of(const Node& node, Span place) {
  return node.span == place && !(node.is_map() && !node.members.empty() && node.members.front().key_span == place);
}

}  // namespace

Path path_of(const Node& root, Span place) {
  Path path;
  const Node* node = &root;
  while (node && (node == &root || !is_place_of(*node, place))) {
    const Child child = child_at(*node, place);
    if (child.member) path.emplace_back(child.member->key);
    if (child.item) path.emplace_back(static_cast<std::size_t>(child.item - node->items.data()));
    node = child.below();
  }
  return path;
}

Span shown_place(const Node& root, Span place, const Sources& sources) {
  Place shown{place, place};
  std::string_view last_key;
  const Node* node = &root;
  while (node && (node == &root || !is_place_of(*node, place))) {
    const Child child = child_at(*node, place);
    if (!child) break;
    const bool is_text_of_sub =
        last_key == "Fn::Sub" && child.item && child.item == node->items.data() && child.item->is_string();
    if (child.member)
      shown = place_of(*child.member, shown, sources);
    else if (!is_text_of_sub)
      shown = place_of_item(*node, *child.item, shown, sources);
    last_key = child.member ? std::string_view(child.member->key) : std::string_view{};
    node = child.below();
  }
  return shown.span;
}

}  // namespace cxsam::lint
