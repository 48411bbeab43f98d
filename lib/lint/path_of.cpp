#include "lint/path_of.h"

#include "lint/schema/place.h"

namespace cxsam::lint {
namespace {

bool holds(Span outer, Span inner) { return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end; }

// The child that `place` is, or lies in. A short form's key lies within its value's map, and its tag is what a finding about
// the function points at, so keys come first.
const Node* step_down(const Node& node, Span place, Path& path) {
  for (const Member& member : node.members) {
    if (member.key_span != place) continue;
    path.emplace_back(member.key);
    return nullptr;
  }
  for (const Member& member : node.members) {
    if (!holds(member.key_span, place) && !holds(member.value.span, place)) continue;
    path.emplace_back(member.key);
    return &member.value;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (!holds(node.items[i].span, place)) continue;
    path.emplace_back(i);
    return &node.items[i];
  }
  return nullptr;
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
  while (node && (node == &root || !is_place_of(*node, place))) node = step_down(*node, place, path);
  return path;
}

Span shown_place(const Node& root, Span place, const Sources& sources) {
  using schema::Place;
  Place shown{place, place};
  std::string_view last_key;
  const Node* node = &root;
  while (node && (node == &root || !is_place_of(*node, place))) {
    Path step;
    const Node* next = step_down(*node, place, step);
    if (step.empty()) break;
    const auto* key = std::get_if<std::string_view>(&step.front());
    const bool is_text_of_sub = !key && last_key == "Fn::Sub" && std::get<std::size_t>(step.front()) == 0;
    if (key)
      shown = schema::place_of(*node->find_member(*key), shown, sources);
    else if (!is_text_of_sub)
      shown = schema::place_of_item(*node, *next, shown, sources);
    last_key = key ? *key : std::string_view{};
    node = next;
  }
  return shown.span;
}

}  // namespace cxsam::lint
