#include "lambda/constraints.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::lambda {

void Constraints::add(std::string_view name, std::string_view value, const std::string& constraint) {
  faults_.push_back("Value '" + std::string(value) + "' at '" + std::string(name) +
                    "' failed to satisfy constraint: " + constraint);
}

void Constraints::length(std::string_view name, std::string_view value, std::size_t least, std::size_t most) {
  const std::size_t count = count_code_points(value);
  if (count > most) add(name, value, "Member must have length less than or equal to " + std::to_string(most));
  if (count < least) add(name, value, "Member must have length greater than or equal to " + std::to_string(least));
}

void Constraints::range(std::string_view name, std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value > most) add(name, std::to_string(value), "Member must have value less than or equal to " + std::to_string(most));
  if (value < least)
    add(name, std::to_string(value), "Member must have value greater than or equal to " + std::to_string(least));
}

void Constraints::pattern(std::string_view name, std::string_view value, bool matches, std::string_view pattern) {
  if (!matches) add(name, value, "Member must satisfy regular expression pattern: " + std::string(pattern));
}

void Constraints::one_of(std::string_view name, std::string_view value, const std::vector<std::string>& values) {
  if (std::ranges::find(values, value) != values.end()) return;
  add(name, value, "Member must satisfy enum value set: [" + join(values, ", ") + "]");
}

std::optional<Refusal> Constraints::refusal() const {
  if (faults_.empty()) return std::nullopt;
  return Refusal{.kind = Refusal::Kind::Validation,
                 .message = plural(faults_.size(), "validation error") + " detected: " + join(faults_, "; ")};
}

}  // namespace cxsam::lambda
