#include "vtl/parser.h"

#include <algorithm>

namespace cxsam::vtl {
namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

bool Parser::take(std::string_view text) {
  if (!source_.substr(at_).starts_with(text)) return false;
  at_ += text.size();
  return true;
}

bool Parser::take_word(std::string_view word) {
  if (!source_.substr(at_).starts_with(word) || continues_name(peek(word.size()))) return false;
  at_ += word.size();
  return true;
}

void Parser::skip_blanks() {
  while (!at_end() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) ++at_;
}

std::string Parser::take_name() {
  if (!starts_name(peek())) return "";
  const std::size_t begin = at_;
  while (continues_name(peek())) ++at_;
  return std::string(source_.substr(begin, at_ - begin));
}

bool Parser::expect(char wanted, std::string_view behind) {
  skip_blanks();
  if (peek() == wanted && !at_end()) {
    ++at_;
    return true;
  }
  const std::string found = at_end() ? "the template ends" : "`" + std::string(1, peek()) + "` stands";
  fail("`" + std::string(1, wanted) + "` is missing behind " + std::string(behind) + ": " + found + " there");
  return false;
}

void Parser::fail(std::string message, std::size_t at) {
  if (fault_) return;
  at = std::min(at, source_.size());
  const std::size_t line_begin = source_.substr(0, at).rfind('\n') + 1;
  fault_ = Fault{.message = std::move(message), .line = line_of(at), .column = static_cast<std::uint32_t>(at - line_begin + 1)};
}

/// Each of them has been read to the end, so that their number is bounded.
bool Parser::forgive() {
  constexpr int kMost = 1000;
  if (++forgiven_ > kMost) {
    fault_->message = "there are too many opening brackets without closing ones";
    return false;
  }
  fault_.reset();
  return true;
}

std::uint32_t Parser::line_of(std::size_t at) {
  if (at < counted_to_) {
    counted_to_ = 0;
    lines_ = 1;
  }
  lines_ += static_cast<std::uint32_t>(std::ranges::count(source_.substr(counted_to_, at - counted_to_), '\n'));
  counted_to_ = at;
  return lines_;
}

}  // namespace cxsam::vtl
