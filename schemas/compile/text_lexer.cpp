#include "schemas/compile/text_lexer.h"

#include <algorithm>
#include <charconv>

namespace cxsam::facts {
namespace {

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("_$./:*+-").find(c) < 8;
}

void append_utf8(std::string& text, char32_t code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (code >> shift & 0x3f)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xc0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xe0 | code >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xf0 | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

template <class T>
bool read_whole(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

bool Lexer::at_line(std::size_t& indent) {
  while (at_ < text_.size()) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == ' ') ++end;
    indent = end - at_;
    const char first = end < text_.size() ? text_[end] : '\n';
    if (first != '\n' && first != '#') return true;
    at_ = std::min(text_.find('\n', end), text_.size());
    if (at_ < text_.size()) ++at_;
    ++line_;
  }
  return false;
}

void Lexer::end_line() {
  skip_spaces();
  if (!at_end_of_line()) fail(std::string("`") + peek() + "` is not expected here");
  if (at_ < text_.size()) ++at_;
  ++line_;
}

bool Lexer::at_item() const {
  const std::string_view rest = text_.substr(at_, 2);
  return rest == "-" || rest == "-\n" || rest == "- " || rest == "-=";
}

bool Lexer::take(char wanted) {
  if (peek() != wanted || at_ >= text_.size()) return false;
  ++at_;
  return true;
}

void Lexer::skip_spaces() {
  while (peek() == ' ') ++at_;
}

void Lexer::skip_blanks() {
  for (; peek() == ' ' || peek() == '\n'; ++at_) line_ += peek() == '\n' ? 1 : 0;
}

std::string Lexer::word() {
  if (peek() == '\'') return single_quoted();
  if (peek() == '"') return double_quoted();
  return std::string(bare());
}

Fact Lexer::scalar() {
  if (peek() == '\'' || peek() == '"') return {word()};
  const std::string_view text = bare();
  if (text == "null") return {nullptr};
  if (text == "true") return {true};
  if (text == "false") return {false};
  const char first = text.front() == '-' && text.size() > 1 ? text[1] : text.front();
  if (first < '0' || first > '9') return {std::string(text)};
  std::int64_t whole = 0;
  if (read_whole(text, whole)) return {whole};
  double number = 0;
  if (read_whole(text, number)) return {number};
  return {std::string(text)};
}

std::string_view Lexer::bare() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_bare(text_[at_])) ++at_;
  if (at_ == begin && at_end_of_line()) fail("the line ends where a word is expected");
  if (at_ == begin) fail(std::string("`") + peek() + "` begins no word: quote it");
  return text_.substr(begin, at_ - begin);
}

std::string Lexer::single_quoted() {
  std::string result;
  ++at_;
  while (!at_end_of_line()) {
    const char c = text_[at_++];
    if (c != '\'') {
      result += c;
      continue;
    }
    if (!take('\'')) return result;
    result += '\'';
  }
  fail("a ' is not closed on its line");
}

std::string Lexer::double_quoted() {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  std::string result;
  ++at_;
  while (!at_end_of_line()) {
    const char c = text_[at_++];
    if (c == '"') return result;
    if (c != '\\') {
      result += c;
      continue;
    }
    const char escape = peek();
    if (take('u')) {
      append_utf8(result, hex());
    } else if (const std::size_t index = kEscapes.find(escape); index != std::string_view::npos && take(escape)) {
      result += kMeanings[index];
    } else {
      fail("an unknown escape in a text");
    }
  }
  fail("a \" is not closed on its line");
}

char32_t Lexer::hex() {
  const std::string_view digits = text_.substr(at_, 4);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (error != std::errc() || end != digits.data() + 4) fail("\\u needs four hexadecimal digits");
  if (code >= 0xd800 && code < 0xe000) fail("write the character itself for \\u above ffff");
  at_ += 4;
  return code;
}

}  // namespace cxsam::facts
