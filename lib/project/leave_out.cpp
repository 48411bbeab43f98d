#include "project/leave_out.h"

#include <algorithm>

namespace cxsam::project {
namespace {

bool is_within(Span where, Span from, Span to) { return from.begin <= where.begin && where.end <= std::max(from.end, to.end); }

/// A document that was included has a file of its own, and what stands in it no place in the text around it.
bool contains(const Node& node, Span where) {
  if (node.span.file == where.file) return is_within(where, node.span, node.span);
  return std::ranges::any_of(node.members, [&](const Member& member) { return contains(member.value, where); }) ||
         std::ranges::any_of(node.items, [&](const Node& item) { return contains(item, where); });
}

bool holds(const Member& member, Span where) {
  if (member.key_span.file == where.file) return is_within(where, member.key_span, member.value.span);
  return contains(member.value, where);
}

/// The member of a map that `where` stands in, if it stands in its value. `Map` is Node or const Node.
template <class Map>
auto member_at(Map* map, Span where) -> decltype(map->members.data()) {
  if (map == nullptr) return nullptr;
  const auto found = std::ranges::find_if(map->members, [&](const Member& member) { return holds(member, where); });
  return found == map->members.end() ? nullptr : &*found;
}

std::string take(Node& map, std::string key, const std::string& owner) {
  map.erase(key);
  return "`" + key + "` of " + owner;
}

/// An event, a property or an attribute of a resource; nothing when the resource itself is meant.
std::optional<std::string> take_part(Member& resource, Span where) {
  const std::string owner = "`" + resource.key + "`";
  const Member* attribute = member_at(&resource.value, where);
  if (attribute == nullptr || attribute->key == "Type") return std::nullopt;
  if (attribute->key != "Properties") return take(resource.value, attribute->key, owner);
  Node& properties = *resource.value.find("Properties");
  Member* property = member_at(&properties, where);
  if (property == nullptr) return std::nullopt;
  const Member* event = property->key == "Events" ? member_at(&property->value, where) : nullptr;
  if (event != nullptr) return "event " + take(property->value, event->key, owner);
  return take(properties, property->key, owner);
}

/// A loop makes several resources of one place: the fault is in all of them.
std::optional<LeftOut> take_from_resources(Node& resources, Span where) {
  std::optional<std::string> taken;
  for (Member& resource : resources.members) {
    if (!holds(resource, where)) continue;
    auto part = take_part(resource, where);
    if (part && !taken) taken = std::move(part);
  }
  if (taken) return LeftOut{.name = std::move(*taken)};
  const Member* whole = member_at(&resources, where);
  if (whole == nullptr) return std::nullopt;
  LeftOut left_out{.name = "`" + whole->key + "`", .whole_resource = true};
  erase_if(resources.members, [&](const Member& resource) { return holds(resource, where); });
  return left_out;
}

/// Globals have a level more than other sections.
std::optional<LeftOut> take_from_sections(Node& root, Span where) {
  Member* section = member_at(&root, where);
  if (section == nullptr || section->key == "Resources") return std::nullopt;
  const std::string name = section->key;
  const std::string owner = "`" + name + "`";
  Member* entry = member_at(&section->value, where);
  if (entry == nullptr) {
    root.erase(name);
    return LeftOut{.name = "section " + owner};
  }
  const Member* property = name == "Globals" ? member_at(&entry->value, where) : nullptr;
  if (property != nullptr) return LeftOut{.name = take(entry->value, property->key, owner)};
  return LeftOut{.name = take(section->value, entry->key, owner)};
}

}  // namespace

const Member* resource_at(const Node& root, Span where) { return member_at(root.find("Resources"), where); }

std::optional<LeftOut> leave_out(Node& root, Span where) {
  Node* resources = root.find("Resources");
  std::optional<LeftOut> taken = resources == nullptr ? std::nullopt : take_from_resources(*resources, where);
  return taken ? taken : take_from_sections(root, where);
}

}  // namespace cxsam::project
