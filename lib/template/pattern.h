// Regular expressions from templates and schemas: AllowedPattern, JSON Schema's `pattern` and `format`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cxsam::tmpl {

/// A compiled regular expression: what Java's dialect (AllowedPattern) and Python's (schemas) share, over Unicode characters.
/// Cheap to copy; may be used by several threads. Matching takes a bounded number of steps and bytes, so that no expression
/// and no text can hang the program.
class Pattern {
 public:
  /// Errors say what is wrong in the expression. Expressions beyond 16384 bytes are refused. An expression is compiled once
  /// in a process, however often it is asked for, from whichever thread.
  static Result<Pattern> compile(std::string_view expression);

  /// Whether the whole text matches; nothing when that would take too long or the text is no UTF-8.
  [[nodiscard]] std::optional<bool> matches_whole(std::string_view text) const;
  /// Whether some part of the text matches, as JSON Schema's `pattern` wants it; nothing as above.
  [[nodiscard]] std::optional<bool> matches_somewhere(std::string_view text) const;

  /// [begin, end) in bytes of a match and of its groups; npos twice for a group that took no part.
  struct Found {
    std::vector<std::pair<std::size_t, std::size_t>> groups;
  };
  /// The first match at or behind byte `from`, or nothing. Error: it takes too long, or the text is no UTF-8.
  [[nodiscard]] Result<std::optional<Found>> find(std::string_view text, std::size_t from) const;

 private:
  struct Compiled;
  [[nodiscard]] std::optional<bool> match(std::string_view text, std::uint32_t options) const;
  static Result<Pattern> compile_anew(std::string_view expression);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace cxsam::tmpl
