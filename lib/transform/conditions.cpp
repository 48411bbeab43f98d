#include "transform/conditions.h"

#include <algorithm>
#include <vector>

#include "transform/ids.h"
#include "transform/shape.h"

namespace cxsam::transform {

void declare_condition(Workspace& work, const std::string& name, Node condition) {
  Node& declared = map_at(work.root, "Conditions", Maker(condition));
  declared.set(name, std::move(condition));
}

void declare_any(Workspace& work, const std::set<std::string>& conditions, const std::string& name, const Maker& make) {
  constexpr std::size_t kMost = 10;
  std::vector<std::string> parts(conditions.begin(), conditions.end());
  if (conditions.size() > kMost) {
    const std::vector<std::string> all = std::move(parts);
    parts.clear();
    for (std::size_t i = 0; i < all.size(); i += kMost) {
      const std::set<std::string> some(all.begin() + static_cast<std::ptrdiff_t>(i),
                                       all.begin() + static_cast<std::ptrdiff_t>(std::min(i + kMost, all.size())));
      parts.push_back(some.size() == 1 ? *some.begin() : name + std::to_string(i / kMost + 1));
      if (some.size() > 1) declare_any(work, some, parts.back(), make);
    }
  }
  Node alternatives = make.list();
  for (const std::string& part : parts) alternatives.items.push_back(make.map("Condition", part));
  declare_condition(work, name, make_intrinsic("Fn::Or", std::move(alternatives), make.origin()));
}

std::string any_of(Workspace& work, const std::set<std::string>& conditions, const std::string& name, const Maker& make) {
  if (conditions.size() == 1) return *conditions.begin();
  declare_any(work, conditions, name, make);
  return name;
}

std::string negated(Workspace& work, const std::string& condition, const Maker& make, std::string_view owner) {
  std::string name = hashed_id("NOT" + condition, owner);
  declare_condition(work, name, make_intrinsic("Fn::Not", make.list(make.map("Condition", condition)), make.origin()));
  return name;
}

std::string both_of(Workspace& work, const std::string& one, const std::string& other, const Maker& make,
                    std::string_view owner) {
  std::string name = hashed_id(one + "AND" + other, owner);
  // AWS writes each part with one `Condition` too many; the text is repeated here so that change sets stay empty.
  const auto part = [&](const std::string& condition) { return make.map("Condition", make.map("Condition", condition)); };
  declare_condition(work, name, make_intrinsic("Fn::And", make.list(part(one), part(other)), make.origin()));
  return name;
}

}  // namespace cxsam::transform
