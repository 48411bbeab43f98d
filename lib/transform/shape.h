// What a user wrote where a map or a list belongs, made safe to add to.
#pragma once

#include "transform/maker.h"

namespace cxsam::transform {

/// A copy of `existing` when it is a map that can be added to, else an empty one.
inline Node map_or_empty(const Node* existing, const Maker& make) {
  return existing && existing->is_map() && !as_intrinsic(*existing) ? *existing : make.map();
}

inline Node list_or_empty(const Node* existing, const Maker& make) {
  return existing && existing->is_list() ? *existing : make.list();
}

}  // namespace cxsam::transform
