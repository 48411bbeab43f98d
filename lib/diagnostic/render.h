// Findings as text for people or as data for programs. One renderer a file: render_<name>.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "diagnostic/diagnostic.h"

namespace cxsam {

struct TextStyle {
  bool colour = false;
  std::size_t columns = 0;  // of the terminal, which cuts lines of the source; 0 where there is none
};

/// The message form of every human error:
///   error[E3002]: unknown property `Handlr`
///     --> template.yaml:14:7
///      |
///   14 |       Handlr: app.handler
///      |       ^^^^^^
///      = note: ...
///      = hint: ...
/// Carets count display columns; long lines are cut around the caret; the chain of expansions becomes notes.
std::string render_text(const Sources& sources, std::span<const Diagnostic> diagnostics, TextStyle style = {});

/// A JSON array, one object a finding: id, severity, message, file, start/end {line, column, offset}, notes, hints,
/// related, expansions.
std::string render_json(const Sources& sources, std::span<const Diagnostic> diagnostics);

}  // namespace cxsam
