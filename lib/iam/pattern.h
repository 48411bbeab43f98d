// A policy's text as it is compared: variables filled in, wildcards told from letters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iam/conditions.h"

namespace cxsam::iam {

/// `*` stands for any letters and `?` for one. Those that come with a variable's value, and `${*}`, `${?}`, are letters.
class Pattern {
 public:
  /// `text` as it is, without variables.
  explicit Pattern(std::string_view text);

  /// `${key}` and `${key, 'default'}` filled in. Nothing when a key is not known and has no default: such a text matches
  /// nothing.
  static std::optional<Pattern> make(std::string_view text, const Conditions& conditions);

  /// Takes at most steps in proportion to pattern times text.
  [[nodiscard]] bool matches(std::string_view text, bool any_case = false) const;
  /// Component by component of an ARN, the sixth with all colons that follow.
  [[nodiscard]] bool matches_arn(std::string_view arn) const;
  /// Without wildcards: each is the letter that it is.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Pattern() = default;
  void add(char c, bool wild);
  [[nodiscard]] Pattern part(std::size_t begin, std::size_t end) const;

  std::string text_;
  std::vector<bool> wild_;  // of each letter, whether it is a wildcard
};

}  // namespace cxsam::iam
