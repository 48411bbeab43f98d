#include "facts/regions.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"

namespace cxsam::facts {
namespace {

const std::vector<Partition>& partitions() {
  static const std::vector<Partition> kAll = [] {
    std::vector<Partition> list;
    for (const Row& row : read_table(embedded_file("schemas/regions/partitions.tsv")))
      list.push_back({row[0], row[1], row[2], row[3]});
    return list;
  }();
  return kAll;
}

struct Region {
  std::string_view name;
  std::string_view zones;
  bool has_types;
};

const std::vector<Region>& regions() {
  static const std::vector<Region> kAll = [] {
    std::vector<Region> list;
    for (const Row& row : read_table(embedded_file("schemas/regions/regions.tsv")))
      list.push_back({row[0], row[1], row[2] == "yes"});
    return list;
  }();
  return kAll;
}

const Region* find_region(std::string_view name) {
  const auto found = std::ranges::find(regions(), name, &Region::name);
  return found == regions().end() ? nullptr : &*found;
}

}  // namespace

const Partition& partition_of(std::string_view region) {
  const std::string name = to_lower(region);
  return *std::ranges::find_if(partitions(), [&](const Partition& p) { return name.starts_with(p.region_prefix); });
}

std::string_view zone_letters_of(std::string_view region) {
  const Region* found = find_region(region);
  return found ? found->zones : std::string_view();
}

std::vector<std::string_view> all_regions() {
  std::vector<std::string_view> names;
  for (const Region& region : regions()) names.push_back(region.name);
  return names;
}

bool is_region(std::string_view name) { return find_region(name) != nullptr; }

bool has_types(std::string_view region) {
  const Region* found = find_region(region);
  return found && found->has_types;
}

}  // namespace cxsam::facts
