#include "template/effective.h"

#include <algorithm>

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kServerless = "AWS::Serverless::";

enum class Joining : std::uint8_t { None, Lists, Maps };

Joining joining_of(std::string_view key, const Node& global, const Node& own) {
  if (key == "Architectures") return Joining::None;  // a function has one
  if (global.is_list() && own.is_list()) return Joining::Lists;
  const bool maps = global.is_map() && own.is_map() && !as_intrinsic(global) && !as_intrinsic(own);
  return maps ? Joining::Maps : Joining::None;
}

void set_expansion(Node& node, std::uint32_t expansion) {
  node.expansion = expansion;
  for (Node& item : node.items) set_expansion(item, expansion);
  for (Member& member : node.members) set_expansion(member.value, expansion);
}

Node expanded(const Node& global, std::uint32_t expansion) {
  Node copy = global;
  set_expansion(copy, expansion);
  return copy;
}

Node joined_lists(const Node& global, const Node& own, std::uint32_t expansion) {
  Node list = expanded(global, expansion);
  list.span = own.span;
  list.expansion = own.expansion;
  list.items.insert(list.items.end(), own.items.begin(), own.items.end());
  return list;
}

Node joined(const Member& global, const Node& own, std::uint32_t expansion, SharedKey key) {
  switch (joining_of(global.key, global.value, own)) {
    case Joining::Lists:
      return joined_lists(global.value, own, expansion);
    case Joining::Maps:
      return merge({.section = &global.value}, own, expansion, key);
    case Joining::None:
      break;
  }
  return own;
}

Member shared(const Member& global, const Member& own, std::uint32_t expansion, SharedKey key) {
  return {own.key, key == SharedKey::Own ? own.key_span : global.key_span, joined(global, own.value, expansion, key)};
}

void collect(const Inherited& inherited, const Node& own, std::vector<const Node*>& values) {
  if (!inherited.section) return;
  for (const Member& global : inherited.section->members) {
    if (inherited.ignores(global.key)) continue;
    const Node* mine = own.find(global.key);
    const Joining joining = mine ? joining_of(global.key, global.value, *mine) : Joining::None;
    if (!mine || joining == Joining::Lists) values.push_back(&global.value);
    if (joining == Joining::Maps) collect({.section = &global.value}, *mine, values);
  }
}

}  // namespace

Inherited Inherited::of(const Node& root, std::string_view type, const Node& resource) {
  if (!type.starts_with(kServerless)) return {};
  const Node* section = root.at_path({"Globals", type.substr(kServerless.size())});
  if (!section || !section->is_map()) return {};
  const Node* own = resource.find("Properties");
  if (own && !own->is_null() && (!own->is_map() || as_intrinsic(*own))) return {};
  return {section, resource.find("IgnoreGlobals")};
}

const Member* Inherited::find(std::string_view property) const {
  return section && !ignores(property) ? section->find_member(property) : nullptr;
}

bool Inherited::empty() const {
  return !section || std::ranges::all_of(section->members, [this](const Member& member) { return ignores(member.key); });
}

bool Inherited::ignores(std::string_view property) const {
  if (!ignored) return false;
  return ignored->as_string() == "*" ||
         std::ranges::any_of(ignored->items, [property](const Node& name) { return name.as_string() == property; });
}

Node merge(const Inherited& inherited, const Node& own, std::uint32_t expansion, SharedKey key) {
  if (!inherited.section) return own;
  Node map = make_map({}, own);
  map.members.reserve(inherited.section->members.size() + own.members.size());
  for (const Member& global : inherited.section->members) {
    if (inherited.ignores(global.key)) continue;
    const Member* mine = own.find_member(global.key);
    map.members.push_back(mine ? shared(global, *mine, expansion, key)
                               : Member{global.key, global.key_span, expanded(global.value, expansion)});
  }
  for (const Member& mine : own.members)
    if (!inherited.find(mine.key)) map.members.push_back(mine);
  return map;
}

Effective::Effective(const Template& source, const Resource& resource, SharedKey key)
    : resource_(&resource), key_(key), inherited_(Inherited::of(source.root(), resource.type, *resource.node)) {
  static const Node kNone = make_map();
  own_ = resource.properties ? resource.properties : &kNone;
}

const Member* Effective::member(std::string_view property) const {
  const Member* own = own_->find_member(property);
  const Member* global = inherited_.find(property);
  if (!own || !global) return own ? own : global;
  if (key_ == SharedKey::Own && joining_of(property, global->value, own->value) == Joining::None) return own;
  const auto known = std::ranges::find(joined_, property, &Member::key);
  if (known != joined_.end()) return &*known;
  joined_.push_front(shared(*global, *own, 0, key_));
  return &joined_.front();
}

const Node* Effective::find(std::string_view property) const {
  const Member* found = member(property);
  return found ? &found->value : nullptr;
}

const Node& Effective::node() const {
  if (inherited_.empty()) return *own_;
  if (!merged_) merged_ = merge(inherited_, *own_, 0, key_);
  return *merged_;
}

std::vector<std::string> Effective::where(std::string_view property) const {
  if (!own_->find(property) && inherited_.find(property))
    return {"Globals", std::string(resource_->type.substr(kServerless.size())), std::string(property)};
  return {"Resources", std::string(resource_->logical_id), "Properties", std::string(property)};
}

std::vector<const Node*> Effective::inherited() const {
  std::vector<const Node*> values;
  collect(inherited_, *own_, values);
  return values;
}

}  // namespace cxsam::tmpl
