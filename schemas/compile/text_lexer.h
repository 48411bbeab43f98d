// The words of the text form: characters with a line number, and the values that stand on a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schemas/compile/fact.h"

namespace cxsam::facts {

/// Thrown inside the reader only; `read_text` turns it into an Error.
struct SyntaxError {
  std::size_t line;
  std::string message;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// Skips empty lines and comments. The spaces before the next line's first word, or nothing at the end.
  /// To be called at the start of a line.
  bool at_line(std::size_t& indent);
  /// Takes the spaces that `at_line` has counted.
  void enter_line(std::size_t indent) { at_ += indent; }
  /// Past the end of this line; anything but spaces before it is an error.
  void end_line();

  bool at_end_of_line() const { return at_ >= text_.size() || text_[at_] == '\n'; }
  /// A `-` that is a list's item and not the beginning of a word.
  bool at_item() const;
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted);
  /// Spaces of this line.
  void skip_spaces();
  /// Spaces and line ends, inside brackets.
  void skip_blanks();

  /// A bare or quoted word.
  std::string word();
  /// A scalar: a quoted text, or a bare word that may be a number, `true`, `false` or `null`.
  Fact scalar();

  [[noreturn]] void fail(std::string message) const { throw SyntaxError{line_, std::move(message)}; }

 private:
  std::string_view bare();
  std::string single_quoted();
  std::string double_quoted();
  char32_t hex();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace cxsam::facts
