// A fact in memory, on the way from the text of schemas/ to the table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cxsam::facts {

struct Fact;
using FactList = std::vector<Fact>;
struct FactMember;
/// In the order of the text; a key occurs once.
using FactMap = std::vector<FactMember>;

struct Fact {
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, FactList, FactMap> value;

  const FactMap* map() const { return std::get_if<FactMap>(&value); }
  FactMap* map() { return std::get_if<FactMap>(&value); }
};

struct FactMember {
  std::string key;
  Fact value;
};

/// Null when there is no such key.
inline Fact* find_member(FactMap& map, std::string_view key) {
  for (FactMember& member : map) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

}  // namespace cxsam::facts
