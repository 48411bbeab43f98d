// AWS partitions and Regions: schemas/regions/partitions.tsv and regions.tsv.
#pragma once

#include <string_view>
#include <vector>

namespace cxsam::facts {

struct Partition {
  std::string_view name;               // "aws-cn"
  std::string_view region_prefix;      // "cn-"; "" is the commercial partition, which takes every other Region
  std::string_view url_suffix;         // "amazonaws.com.cn"
  std::string_view dual_stack_suffix;  // "api.amazonwebservices.com.cn"; "" where no endpoint answers over IPv6
};

/// By the prefix of the Region's name, in any case; a name that is unknown belongs to `aws`.
const Partition& partition_of(std::string_view region);

/// The letters of the Availability Zones that accounts see in a Region ("abc"), or "" for one that is not in the table.
std::string_view zone_letters_of(std::string_view region);

/// Every Region of every partition, sorted.
std::vector<std::string_view> all_regions();
bool is_region(std::string_view name);

/// Whether it is known which resource types exist there (exists_in() of facts/resource_types.h).
bool has_types(std::string_view region);

}  // namespace cxsam::facts
