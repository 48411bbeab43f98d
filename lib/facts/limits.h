// Lambda's limits as data: schemas/limits/<profile>.tsv. Profiles: `current` (AWS today) and `classic` (128-3008 MB in
// steps of 64). Source: AWS Lambda developer guide, "Lambda quotas".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

/// Bounds are inclusive.
struct Limits {
  std::uint32_t memory_min_mb = 0, memory_max_mb = 0, memory_step_mb = 1;
  std::uint32_t timeout_min_s = 0, timeout_max_s = 0;
  std::uint32_t environment_bytes = 0;                 // keys and values together
  std::uint64_t zipped_bytes = 0, unzipped_bytes = 0;  // unzipped: function and layers together
  std::uint32_t ephemeral_storage_min_mb = 0, ephemeral_storage_max_mb = 0;
  std::uint32_t layers = 0;
};

/// Nothing for an unknown profile.
std::optional<Limits> find_limits(std::string_view profile);
/// The names of all profiles, sorted.
std::vector<std::string> limit_profiles();

}  // namespace cxsam::facts
