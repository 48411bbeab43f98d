// What a user wrote where a map or a list belongs, made safe to add to.
#pragma once

#include <algorithm>
#include <string_view>

#include "transform/maker.h"

namespace cxsam::transform {

/// The value of a map's key, null when the key is missing or its value is null.
inline const Node* value_at(const Node* map, std::string_view key) {
  const Node* value = map ? map->find(key) : nullptr;
  return value && !value->is_null() ? value : nullptr;
}

/// False where AWS's transform takes a value for none: null, false, 0, empty text, list or map.
inline bool is_given(const Node* value) {
  if (!value || value->is_null()) return false;
  if (value->kind == Node::Kind::Bool) return value->as_bool().value_or(true);
  if (value->kind == Node::Kind::Int) return value->as_int() != 0;
  return value->is_list() ? !value->items.empty() : value->is_map() ? !value->members.empty() : !value->text.empty();
}

/// The value of a map's key where it is given, else null.
inline const Node* given_at(const Node* map, std::string_view key) {
  const Node* value = map ? map->find(key) : nullptr;
  return is_given(value) ? value : nullptr;
}

/// {"Ref": "AWS::NoValue"}
inline bool is_no_value(const Node& node) {
  const auto intrinsic = as_intrinsic(node);
  return intrinsic && intrinsic->name == "Ref" && intrinsic->argument->as_string() == "AWS::NoValue";
}

/// True for `true` itself; no text and no reference is.
inline bool is_on(const Node* value) { return value && value->kind == Node::Kind::Bool && value->as_bool().value_or(false); }

/// A copy of `existing` when it is a map that can be added to, else an empty one.
inline Node map_or_empty(const Node* existing, const Maker& make) {
  return existing && existing->is_map() && !as_intrinsic(*existing) ? *existing : make.map();
}

inline Node list_or_empty(const Node* existing, const Maker& make) {
  return existing && existing->is_list() ? *existing : make.list();
}

/// The map (list) at a key of a map, to add to in place; made when it is missing or something else.
inline Node& map_at(Node& parent, std::string_view key, const Maker& make) {
  const Node* existing = parent.find(key);
  if (!existing || !existing->is_map() || as_intrinsic(*existing)) parent.set(key, make.map());
  return std::ranges::find(parent.members, key, &Member::key)->value;
}

inline Node& list_at(Node& parent, std::string_view key, const Maker& make) {
  const Node* existing = parent.find(key);
  if (!existing || !existing->is_list()) parent.set(key, make.list());
  return std::ranges::find(parent.members, key, &Member::key)->value;
}

}  // namespace cxsam::transform
