// AllowedPattern and its like: a regular expression from a template, held against a text from outside.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::tmpl {

/// A compiled regular expression in Perl's dialect, which is the part of Java's that templates use. Matching runs on a
/// bounded heap, not on the call stack, and gives up on expressions that backtrack without end.
class Pattern {
 public:
  /// Errors say what is wrong in the expression. Expressions beyond 4096 bytes are refused.
  static Result<Pattern> compile(std::string_view expression);

  /// Whether the whole text matches; nothing when that would take too long.
  [[nodiscard]] std::optional<bool> matches_whole(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace cxsam::tmpl
