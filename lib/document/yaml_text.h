// The text that common_yaml goes through: where it is, its lines, blanks and comments.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace cxsam {

/// Thrown where the text is nothing that common_yaml reads: yaml-cpp then reads it, or says what is wrong.
struct Uncommon {};

/// Lines end with "\n" or "\r\n", columns are counted from 0. Between values only spaces are blanks; a tab there is a mistake.
struct YamlText {
  std::string_view text;
  std::size_t at = 0;
  std::size_t line = 0;  // where the line of `at` begins

  [[nodiscard]] bool at_end() const { return at == text.size(); }
  /// The end of the text counts as the end of a line.
  [[nodiscard]] char sign(std::size_t where) const { return where < text.size() ? text[where] : '\n'; }
  [[nodiscard]] char sign() const { return sign(at); }
  [[nodiscard]] int column() const { return static_cast<int>(at - line); }
  [[nodiscard]] bool is_break(std::size_t where) const { return sign(where) == '\n' || sign(where) == '\r'; }
  [[nodiscard]] bool is_blank(std::size_t where) const { return sign(where) == ' ' || is_break(where); }
  [[nodiscard]] bool at_sign_and_blank(char wanted) const { return sign() == wanted && is_blank(at + 1); }
  /// `---` and `...` at the begin of a line part documents, also in the middle of a value.
  [[nodiscard]] bool at_marker() const {
    const std::string_view rest = text.substr(at);
    return at == line && (rest.starts_with("---") || rest.starts_with("...")) && is_blank(at + 3);
  }

  void skip_spaces() { at = std::min(text.find_first_not_of(' ', at), text.size()); }
  void skip_to_break() { at = std::min(text.find_first_of("\r\n", at), text.size()); }
  void next_line() {
    at = std::min(text.find('\n', at), text.size());
    if (!at_end()) ++at;
    line = at;
  }
  /// Passes over spaces; true where the rest of the line has nothing.
  bool at_line_end() {
    skip_spaces();
    return is_break(at) || sign() == '#';
  }
  /// Passes over spaces, line ends and comments.
  void skip_to_content() {
    while (at_line_end() && !at_end()) next_line();
  }
};

}  // namespace cxsam
