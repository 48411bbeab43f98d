// The form of the texts that a regular expression of a schema matches.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace cxsam::lint::schema {

/// Of ASCII.
using Signs = std::bitset<128>;

constexpr std::size_t kNoLimit = SIZE_MAX;

Signs signs_between(char first, char last);
Signs letters();

/// Signs that may stand at one place, how often.
struct Step {
  Signs signs;
  std::size_t least = 1;
  std::size_t most = 1;

  [[nodiscard]] bool is_literal() const { return signs.count() == 1 && least == 1 && most == 1; }
};

/// What is known of the texts that match.
struct Form {
  std::vector<Step> steps;
  bool is_exact = true;    // else only the signs count: alternatives and conditions were left out
  bool takes_any = false;  // signs that are not in `steps`, too
};

/// Nothing for an expression that keeps not to the part of the language that most schemas do.
std::optional<Form> form_of(std::string_view expression);

}  // namespace cxsam::lint::schema
