#include "system/terminal.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace cxsam::system {
namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_colour(bool is_terminal) {
  if (is_set("NO_COLOR") || is_set("SAM_CLI_NO_COLOR")) return false;
  if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE")) return true;
  const char* term = std::getenv("TERM");
  return is_terminal && (term == nullptr || std::string_view(term) != "dumb");
}

std::size_t columns_of(int terminal) {
  winsize size{};
  return ::ioctl(terminal, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

Terminal::Terminal()
    : out_is_terminal_(::isatty(STDOUT_FILENO) == 1),
      err_is_terminal_(::isatty(STDERR_FILENO) == 1),
      colour_out_(wants_colour(out_is_terminal_)),
      colour_err_(wants_colour(err_is_terminal_)) {}

Terminal::Terminal(std::string& out, std::string& err) : out_text_(&out), err_text_(&err) {}

void Terminal::out(std::string_view text) {
  if (out_text_ != nullptr) {
    out_text_->append(text);
    return;
  }
  if (out_is_closed_ || out_failure_ != 0) return;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) note_failure();
}

void Terminal::err(std::string_view text) {
  if (err_text_ != nullptr) {
    err_text_->append(text);
    return;
  }
  flush();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Terminal::flush() {
  if (out_text_ != nullptr || out_is_closed_ || out_failure_ != 0) return;
  if (std::fflush(stdout) != 0) note_failure();
}

std::optional<std::string> Terminal::read_line() {
  flush();
  char* line = nullptr;
  std::size_t capacity = 0;
  const ssize_t size = ::getline(&line, &capacity, stdin);
  std::optional<std::string> text;
  if (size >= 0) text.emplace(line, static_cast<std::size_t>(size));
  std::free(line);
  if (text && text->ends_with('\n')) text->pop_back();
  return text;
}

std::optional<std::string> Terminal::read_secret() {
  termios shown{};
  if (::tcgetattr(STDIN_FILENO, &shown) != 0) return read_line();
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::optional<std::string> text = read_line();
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  out("\n");
  return text;
}

std::size_t Terminal::columns_out() const { return out_is_terminal_ ? columns_of(STDOUT_FILENO) : 0; }
std::size_t Terminal::columns_err() const { return err_is_terminal_ ? columns_of(STDERR_FILENO) : 0; }

std::size_t Terminal::width() const {
  const std::size_t columns = columns_out();
  return columns == 0 ? 80 : columns;
}

void Terminal::note_failure() {
  // A reader that has seen enough (`| head`) is no failure; neither is a program started with standard output closed.
  if (errno == EPIPE || errno == EBADF) {
    out_is_closed_ = true;
  } else {
    out_failure_ = errno;
  }
}

}  // namespace cxsam::system
