#include "document/merge_conflict.h"

#include <algorithm>
#include <cstdint>

#include "document/source_scan.h"

namespace cxsam {
namespace {

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find_first_of("\r\n", begin), text.size()) - begin);
}

bool is_begin(std::string_view line) { return line.starts_with("<<<<<<< "); }

bool is_rest(std::string_view line) {
  return line == "=======" || line.starts_with(">>>>>>> ") || line.starts_with("||||||| ");
}

std::optional<std::size_t> line_before(std::string_view text, std::size_t line) {
  return line == 0 ? std::nullopt : std::optional(line - 1 - column_of(text, line - 1));
}

/// Where the line of the mark begins.
std::optional<std::size_t> find_mark(std::string_view text, std::size_t line) {
  for (std::optional<std::size_t> above = line; above; above = line_before(text, *above))
    if (is_begin(line_at(text, *above))) return above;
  if (is_rest(line_at(text, line))) return line;
  const std::optional<std::size_t> before = line_before(text, line);
  return before && is_rest(line_at(text, *before)) ? before : std::nullopt;
}

}  // namespace

std::optional<Diagnostic> find_merge_conflict(std::string_view text, FileId file, std::size_t at) {
  const std::optional<std::size_t> mark = find_mark(text, at - column_of(text, at));
  if (!mark) return std::nullopt;
  const std::size_t end = *mark + line_at(text, *mark).size();
  Diagnostic finding{.id = "E0000",
                     .message = "a merge conflict that is not resolved",
                     .where = {file, static_cast<std::uint32_t>(*mark), static_cast<std::uint32_t>(end)}};
  finding.hints.emplace_back("keep one of the two sides, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
  return finding;
}

}  // namespace cxsam
