// Values that may not stand where they stand at all. Of what is inside of them nothing more is said: the functions there are
// none, as far as CloudFormation is concerned.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "diagnostic/sources.h"

namespace cxsam::lint {

class Refused {
 public:
  /// The span of the whole value.
  void add(Span value);
  /// True for what lies inside of a refused value, and for the value itself.
  [[nodiscard]] bool holds(Span place) const;

 private:
  std::map<std::pair<FileId, std::uint32_t>, std::uint32_t> ends_;  // by begin; none inside of another
};

/// Functions, by where they begin.
using LookedUp = std::set<std::pair<FileId, std::uint32_t>>;

}  // namespace cxsam::lint
