// Checks of a request's parameters, told together in the words of the service's front door.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lambda/refusal.h"

namespace cxsam::lambda {

class Constraints {
 public:
  /// Bounds in characters, both allowed.
  void length(std::string_view name, std::string_view value, std::size_t least, std::size_t most);
  /// Both allowed.
  void range(std::string_view name, std::int64_t value, std::int64_t least, std::int64_t most);
  /// `matches`: whether `value` does.
  void pattern(std::string_view name, std::string_view value, bool matches, std::string_view pattern);
  void one_of(std::string_view name, std::string_view value, const std::vector<std::string>& values);

  /// "1 validation error detected: Value 'x' at 'functionName' failed to satisfy constraint: ...", or nothing.
  [[nodiscard]] std::optional<Refusal> refusal() const;

 private:
  void add(std::string_view name, std::string_view value, const std::string& constraint);

  std::vector<std::string> faults_;
};

}  // namespace cxsam::lambda
