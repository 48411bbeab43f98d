// What is wrong in the user's files, as values: a function takes a Diagnostics&, goes on, and returns
// the best partial value, so that one run shows all problems.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/sources.h"

namespace cxsam {

enum class Severity : std::uint8_t { Error, Warning, Info };

/// Another place that helps to understand a finding: "first declared here".
struct RelatedPlace {
  Span where;
  std::string message;
};

/// One finding. `message` starts in lower case, names things in backticks and has no full stop;
/// `notes` are whole sentences; `hints` say what to type or change.
struct Diagnostic {
  std::string id;  // "E3002", "CX1001"; empty for findings that no rule made
  Severity severity = Severity::Error;
  std::string message;
  Span where;
  std::uint32_t expansion = 0;  // how the place came to be, see Expansion
  std::vector<RelatedPlace> related = {};
  std::vector<std::string> notes = {};
  std::vector<std::string> hints = {};
};

/// The findings of a run, in the order in which they were made.
class Diagnostics {
 public:
  /// Adds a finding and returns it, so that notes and hints can follow.
  Diagnostic& add(Diagnostic diagnostic);
  Diagnostic& error(std::string id, Span where, std::string message);
  Diagnostic& warning(std::string id, Span where, std::string message);

  [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }
  [[nodiscard]] std::vector<Diagnostic>& items() { return items_; }
  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] bool has_errors() const { return count(Severity::Error) > 0; }

  /// By file, place, id and message; equal findings are left once.
  void sort_and_deduplicate();

 private:
  std::vector<Diagnostic> items_;
};

}  // namespace cxsam
