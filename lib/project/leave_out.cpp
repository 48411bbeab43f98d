#include "project/leave_out.h"

#include <algorithm>

namespace cxsam::project {
namespace {

bool holds(const Member& member, Span where) {
  return member.key_span.file == where.file && member.key_span.begin <= where.begin &&
         where.end <= std::max(member.key_span.end, member.value.span.end);
}

/// The member of a map that `where` stands in, if it stands in its value.
Member* member_at(Node* map, Span where) {
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
std::optional<std::string> take_from_resources(Node& resources, Span where) {
  std::optional<std::string> taken;
  for (Member& resource : resources.members) {
    if (!holds(resource, where)) continue;
    auto part = take_part(resource, where);
    if (part && !taken) taken = std::move(part);
  }
  if (taken) return taken;
  const Member* whole = member_at(&resources, where);
  if (whole == nullptr) return std::nullopt;
  taken = "`" + whole->key + "`";
  std::erase_if(resources.members, [&](const Member& resource) { return holds(resource, where); });
  return taken;
}

std::optional<std::string> take_from_globals(Node& globals, Span where) {
  Member* section = member_at(&globals, where);
  if (section == nullptr) return std::nullopt;
  const Member* property = member_at(&section->value, where);
  return property == nullptr ? take(globals, section->key, "`Globals`") : take(section->value, property->key, "`Globals`");
}

}  // namespace

std::optional<std::string> leave_out(Node& root, Span where) {
  Node* resources = root.find("Resources");
  std::optional<std::string> taken = resources == nullptr ? std::nullopt : take_from_resources(*resources, where);
  if (taken) return taken;
  Node* globals = root.find("Globals");
  return globals == nullptr ? std::nullopt : take_from_globals(*globals, where);
}

}  // namespace cxsam::project
