#include "cli/ask.h"

#include <fcntl.h>
#include <unistd.h>

#include <optional>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/command.h"

namespace cxsam::cli {
namespace {

constexpr std::string_view kAborted = "Aborted!";  // SAM CLI's word

tl::unexpected<Error> no_answer() { return fail(std::string(kAborted)); }

std::optional<bool> yes_or_no(std::string_view answer, bool fallback) {
  const std::string word = to_lower(trim(answer));
  if (word.empty()) return fallback;
  if (word == "y" || word == "yes" || word == "true" || word == "1") return true;
  if (word == "n" || word == "no" || word == "false" || word == "0") return false;
  return std::nullopt;
}

std::string with_choices(std::string_view question, bool fallback) {
  return std::string(question) + (fallback ? " [Y/n]: " : " [y/N]: ");
}

/// Returns once the terminal has a line. The terminal is opened anew for it, since the loop changes how what it waits for is
/// read.
Task<void> wait_for_line(Loop& loop) {
  namespace asio = boost::asio;
  const int terminal = ::open("/proc/self/fd/0", O_RDONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (terminal < 0) co_return;
  asio::posix::stream_descriptor input(loop, terminal);
  boost::system::error_code ignored;
  co_await input.async_wait(asio::posix::stream_descriptor::wait_read, asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace

Result<std::string> ask(system::Terminal& terminal, std::string_view question, const std::string* fallback) {
  while (true) {
    terminal.out(fallback ? std::string(question) + " [" + *fallback + "]: " : std::string(question) + ": ");
    std::optional<std::string> answer = terminal.read_line();
    if (!answer) return no_answer();
    if (!answer->empty()) return *std::move(answer);
    if (fallback) return *fallback;
  }
}

Result<std::string> ask_optional(system::Terminal& terminal, std::string_view question, const std::string& fallback) {
  terminal.out(fallback.empty() ? std::string(question) + ": " : fmt::format("{} [{}]: ", question, fallback));
  const std::optional<std::string> answer = terminal.read_line();
  if (!answer) return no_answer();
  return answer->empty() ? fallback : *answer;
}

Result<std::string> ask_secretly(system::Terminal& terminal, std::string_view question, const std::string* fallback) {
  while (true) {
    terminal.out(std::string(question) + ":");
    std::optional<std::string> answer = terminal.read_secret();
    if (!answer) return no_answer();
    if (!answer->empty()) return *std::move(answer);
    if (fallback) return *fallback;
  }
}

Result<bool> ask_yes(system::Terminal& terminal, std::string_view question, bool fallback) {
  while (true) {
    terminal.out(with_choices(question, fallback));
    const std::optional<std::string> answer = terminal.read_line();
    if (!answer) return no_answer();
    if (const auto decided = yes_or_no(*answer, fallback)) return *decided;
    terminal.out("Error: invalid input\n");
  }
}

Task<Result<bool>> ask_yes(Loop& loop, system::Terminal& terminal, std::string_view question, bool fallback) {
  // A terminal gives whole lines. Of a file or a pipe, which may have been read ahead, nobody presses Ctrl-C.
  if (::isatty(STDIN_FILENO) != 1) co_return ask_yes(terminal, question, fallback);
  while (true) {
    terminal.out(with_choices(question, fallback));
    terminal.flush();
    co_await wait_for_line(loop);
    const std::optional<std::string> answer = terminal.read_line();
    if (!answer) co_return no_answer();
    if (const auto decided = yes_or_no(*answer, fallback)) co_return *decided;
    terminal.out("Error: invalid input\n");
  }
}

bool is_no_answer(const Error& error) { return error.message == kAborted; }

int report_no_answer(system::Terminal& terminal) {
  terminal.err(std::string(kAborted) + "\n");
  return kFailed;
}

}  // namespace cxsam::cli
