// CloudFormation's quotas on sections: how many entries they have, and how long names are.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// An upper bound, and the figure from which on it is worth a word. Source: AWS CloudFormation user guide, "Quotas".
struct Quota {
  std::size_t most = 0;
  std::size_t near = 0;
};

inline constexpr Quota kParameters{200, 180};
inline constexpr Quota kResources{500, 450};
inline constexpr Quota kOutputs{200, 180};
inline constexpr Quota kMappings{200, 180};
inline constexpr Quota kNameLength{255, 229};
inline constexpr Quota kDescriptionBytes{1024, 921};
inline constexpr Quota kTemplateBytes{1'000'000, 900'000};

enum class Passed : std::uint8_t { Most, Near };

/// Whether a figure is beyond the quota (Most), or beyond the first bound only (Near).
bool is_beyond(std::size_t figure, Quota quota, Passed passed);

/// Reports a section with too many entries, or nearly so, at its key.
void check_count(const CheckContext& context, std::string_view section, Quota quota, Passed passed, Findings& findings);

/// Reports names of a section's entries that are too long, or nearly so.
void check_name_lengths(const CheckContext& context, std::string_view section, Passed passed, Findings& findings);

}  // namespace cxsam::lint
