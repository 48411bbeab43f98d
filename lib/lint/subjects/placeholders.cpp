#include "lint/subjects/placeholders.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kQuoted = R"("${")";

// Behind the text in double quotes that begins at `at`. JSON has none that goes over several lines.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

bool ends_with_any(std::string_view text, std::string_view signs) {
  return !text.empty() && signs.find(text.back()) != std::string_view::npos;
}

bool is_value(std::string_view before, std::string_view after) {
  const std::size_t next = after.find_first_not_of(" \t");
  const bool ends = next == std::string_view::npos || std::string_view(",]}\r\n#").find(after[next]) != std::string_view::npos;
  return ends && ends_with_any(trim(before), ":,[");
}

// Members of a map, or lines, may come with it.
bool may_be_more(std::string_view before) {
  const std::size_t line = before.rfind('\n') + 1;  // npos + 1 is the beginning
  return trim(before.substr(line)).empty() || ends_with_any(trim(before), "{,");
}

}  // namespace

QuotedText quote_placeholders(std::string_view text) {
  QuotedText quoted{std::string(text)};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      at = end_of_quoted(text, at) - 1;
      continue;
    }
    const std::size_t end = text.substr(at).starts_with("${") ? text.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) continue;
    const std::string_view before = text.substr(0, at);
    const std::size_t size = end + 1 - at;
    if (size >= kQuoted.size() && is_value(before, text.substr(end + 1)))
      quoted.text.replace(at, size, std::string(kQuoted) + std::string(size - kQuoted.size(), ' '));
    else if (may_be_more(before))
      quoted.is_certain = false;
    at = end;
  }
  return quoted;
}

}  // namespace cxsam::lint
