#include "facts/sam_properties.h"

#include <algorithm>

#include "base/embedded.h"
#include "facts/table.h"

namespace cxsam::facts {

std::vector<SamProperty> sam_properties(std::string_view owner) {
  std::vector<SamProperty> properties;
  for (const Row& row : rows_named(embedded_file("schemas/sam/properties.tsv"), owner)) {
    if (row.size() == 5) properties.push_back({row[1], row[2], row[3], row[4]});
  }
  return properties;
}

std::optional<SamProperty> find_sam_property(std::string_view owner, std::string_view name) {
  const auto properties = sam_properties(owner);
  const auto found = std::ranges::find(properties, name, &SamProperty::name);
  return found == properties.end() ? std::nullopt : std::optional(*found);
}

}  // namespace cxsam::facts
