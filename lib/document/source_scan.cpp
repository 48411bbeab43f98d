#include "document/source_scan.h"

#include <algorithm>

namespace cxsam {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t first_not_of(std::string_view text, std::string_view set, std::size_t at) {
  return std::min(text.find_first_not_of(set, at), text.size());
}

// Whether a tag can go on with the sign that `rest` begins with. Others end it, even if no blank stands between.
bool is_tag_sign(std::string_view rest) {
  const auto is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  if (rest[0] == '%') return rest.size() > 2 && rest.substr(1, 2).find_first_not_of(kHex) == std::string_view::npos;
  return is_letter_or_digit(rest[0]) || std::string_view("!-#;/?:@&=+$_.~*'()").find(rest[0]) != std::string_view::npos;
}

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (true) {
    at = first_not_of(text, kBlanks, at);
    const bool comment =
        at < text.size() && text[at] == '#' && (at == 0 || kBlanks.find(text[at - 1]) != std::string_view::npos);
    if (!comment) return at;
    at = line_end(text, at);
  }
}

std::size_t end_of_property(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("!<")) return std::min(text.find('>', at), text.size() - 1) + 1;
  if (text[at] != '!') return std::min(text.find_first_of(" \t\r\n,[]{}", at), text.size());
  while (at < text.size() && is_tag_sign(text.substr(at))) ++at;
  return at;
}

std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view stops = quote == '"' ? "\"\\" : "'";
  for (std::size_t i = at + 1; (i = text.find_first_of(stops, i)) != std::string_view::npos; i += 2) {
    const bool doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == '\'';
    if (text[i] == quote && !doubled) return i + 1;
  }
  return std::string_view::npos;
}

std::size_t end_of_plain(std::string_view text, std::size_t at, std::string_view value) {
  if (text.substr(at).starts_with(value)) return at + value.size();
  for (std::size_t i = 0; i < value.size() && at < text.size();) {
    const std::size_t word_end = std::min(value.find_first_of(" \t\n", i), value.size());
    at += word_end - i;
    i = first_not_of(value, kBlanks, word_end);
    if (i < value.size()) at = first_not_of(text, kBlanks, at);
  }
  return std::min(at, text.size());
}

std::size_t end_of_block_scalar(std::string_view text, std::size_t at, std::string_view value) {
  const std::size_t header_end = line_end(text, at);
  std::size_t end = first_not_of(text, kBlanks, at);
  end = std::min(text.find_first_of(kBlanks, end), text.size());
  const std::size_t value_content = value.find_first_not_of(" \t\n");
  if (value_content == std::string_view::npos) return end;

  // The indentation is what the first line of the source has more than the first line of the value.
  std::size_t content = first_not_of(text, kBlanks, header_end);
  const std::size_t column = column_of(text, content);
  const std::size_t indent = column - std::min(column_of(value, value_content), column);
  while (content < text.size() && column_of(text, content) >= indent) {
    const std::size_t stop = line_end(text, content);
    end = text[stop - 1] == '\r' ? stop - 1 : stop;
    content = first_not_of(text, kBlanks, stop);
  }
  return end;
}

std::size_t end_of_flow(std::string_view text, std::size_t at) {
  while (true) {
    at = skip_blanks(text, at);
    if (at >= text.size()) return text.size();
    const char sign = text[at++];
    if (sign == ']' || sign == '}') return at;
  }
}

bool is_closed_flow(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char sign = text[at];
    if (sign == '"' || sign == '\'') {
      at = end_of_quoted(text, at);
      if (at == std::string_view::npos) return false;
      continue;
    }
    if (sign == '[' || sign == '{') ++depth;
    if ((sign == ']' || sign == '}') && --depth == 0) return true;
    at = skip_blanks(text, at + 1);
  }
  return false;
}

std::size_t column_of(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const std::size_t before = text.rfind('\n', at - 1);
  return before == std::string_view::npos ? at : at - before - 1;
}

}  // namespace cxsam
