#include "lint/places/refused.h"

namespace cxsam::lint {

void Refused::add(Span value) {
  if (value.end <= value.begin || holds(value)) return;
  auto inside = ends_.lower_bound({value.file, value.begin});
  while (inside != ends_.end() && inside->first.first == value.file && inside->second <= value.end)
    inside = ends_.erase(inside);
  ends_.emplace(std::pair{value.file, value.begin}, value.end);
}

bool Refused::holds(Span place) const {
  auto after = ends_.upper_bound({place.file, place.begin});
  if (after == ends_.begin()) return false;
  const auto& [begin, end] = *--after;
  return begin.first == place.file && place.end <= end;
}

}  // namespace cxsam::lint
