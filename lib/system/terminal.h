// Standard output and standard error, and how much may be done with them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cxsam::system {

/// Data goes to out(), everything said to a person to err(). A closed pipe is no error: writing stops quietly.
/// Colour: NO_COLOR (not empty) and SAM_CLI_NO_COLOR win, then FORCE_COLOR / CLICOLOR_FORCE, then whether the stream is a
/// terminal and TERM is not "dumb".
class Terminal {
 public:
  Terminal();
  /// For tests: collects into strings, no colour.
  Terminal(std::string& out, std::string& err);

  void out(std::string_view text);
  void err(std::string_view text);
  void flush();

  /// The next line of standard input without its line end; nothing at its end.
  std::optional<std::string> read_line();
  /// The same; a terminal does not show what is typed.
  std::optional<std::string> read_secret();

  [[nodiscard]] bool out_is_terminal() const { return out_is_terminal_; }
  [[nodiscard]] bool err_is_terminal() const { return err_is_terminal_; }
  [[nodiscard]] bool colour_out() const { return colour_out_; }
  [[nodiscard]] bool colour_err() const { return colour_err_; }
  /// Columns of the terminal that standard output or standard error is; 0 when it is none, or does not say.
  [[nodiscard]] std::size_t columns_out() const;
  [[nodiscard]] std::size_t columns_err() const;
  /// What fits on a line of standard output: its columns, 80 when it is no terminal.
  [[nodiscard]] std::size_t width() const;

  /// The errno value of the first write to standard output that failed, but for a closed pipe; 0 when all is well.
  [[nodiscard]] int out_failure() const { return out_failure_; }

 private:
  void note_failure();

  std::string* out_text_ = nullptr;
  std::string* err_text_ = nullptr;
  bool out_is_terminal_ = false;
  bool err_is_terminal_ = false;
  bool colour_out_ = false;
  bool colour_err_ = false;
  bool out_is_closed_ = false;
  int out_failure_ = 0;
};

}  // namespace cxsam::system
