#include "template/condition_order.h"

#include <cstddef>
#include <map>
#include <string_view>

#include "template/resource_graph.h"

namespace cxsam::tmpl {

std::vector<const Member*> conditions_in_order(const Node& section) {
  const std::size_t count = section.members.size();
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < count; ++i) index.emplace(section.members[i].key, i);

  std::vector<std::size_t> needs(count);
  std::vector<std::vector<std::size_t>> needed_by(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (const Reference& reference : references_in(section.members[i].value)) {
      const auto target = index.find(reference.name);
      if (reference.kind != Reference::Kind::Condition || target == index.end()) continue;
      ++needs[i];
      needed_by[target->second].push_back(i);
    }
  }

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < count; ++i)
    if (needs[i] == 0) order.push_back(i);
  for (std::size_t next = 0; next < order.size(); ++next)
    for (const std::size_t user : needed_by[order[next]])
      if (--needs[user] == 0) order.push_back(user);
  for (std::size_t i = 0; i < count; ++i)
    if (needs[i] > 0) order.push_back(i);

  std::vector<const Member*> members;
  members.reserve(count);
  for (const std::size_t i : order) members.push_back(&section.members[i]);
  return members;
}

}  // namespace cxsam::tmpl
