#include "diagnostic/sources.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace cxsam {
namespace {

constexpr std::uint64_t kMaxSourceBytes = std::uint64_t{64} << 20U;
constexpr std::size_t kStep = 1024;

// Bytes that begin a code point: all but the continuation bytes of UTF-8.
std::uint32_t count_starts(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::uint32_t>(std::ranges::count_if(text, begins));
}

}  // namespace

Sources::Sources() {
  files_.emplace_back();
  expansions_.emplace_back();
}

FileId Sources::add(std::string path, std::string text) {
  files_.push_back({.path = std::move(path), .text = std::move(text)});
  return static_cast<FileId>(files_.size() - 1);
}

Result<FileId> Sources::load(const std::filesystem::path& path) {
  Result<std::string> text = read_file(path, kMaxSourceBytes);
  if (!text) return fail(std::move(text).error());
  return add(path.string(), std::move(*text));
}

Result<FileId> Sources::load(FileId from, std::string_view relative) {
  return load(std::filesystem::path(path(from)).parent_path() / relative);
}

std::uint32_t Sources::add(Expansion expansion) {
  expansions_.push_back(std::move(expansion));
  return static_cast<std::uint32_t>(expansions_.size() - 1);
}

std::string_view Sources::slice(Span span) const {
  const std::string_view text = files_[span.file].text;
  if (span.begin >= text.size() || span.end <= span.begin) return {};
  return text.substr(span.begin, span.end - span.begin);
}

const std::vector<std::uint32_t>& Sources::line_starts(FileId file) const {
  const File& source = files_[file];
  if (!source.line_starts.empty()) return source.line_starts;
  source.line_starts.push_back(0);
  for (std::size_t at = source.text.find('\n'); at != std::string::npos; at = source.text.find('\n', at + 1))
    source.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  return source.line_starts;
}

// Counted from marks at every kStep bytes, so that many findings on one very long line stay cheap.
std::uint32_t Sources::code_points_before(FileId file, std::uint32_t offset) const {
  const File& source = files_[file];
  const std::string_view text = source.text;
  if (source.code_points.empty()) {
    source.code_points.push_back(0);
    for (std::size_t at = 0; at + kStep <= text.size(); at += kStep)
      source.code_points.push_back(source.code_points.back() + count_starts(text.substr(at, kStep)));
  }
  const std::size_t end = std::min<std::size_t>(offset, text.size());
  const std::size_t mark = end / kStep;
  return source.code_points[mark] + count_starts(text.substr(mark * kStep, end - mark * kStep));
}

Position Sources::position(FileId file, std::uint32_t offset) const {
  const std::vector<std::uint32_t>& starts = line_starts(file);
  const auto next = std::ranges::upper_bound(starts, offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  // A byte order mark takes no column.
  const bool after_mark = line == 1 && offset >= 3 && files_[file].text.starts_with("\uFEFF");
  const std::uint32_t start = after_mark ? 3 : starts[line - 1];
  return {line, code_points_before(file, offset) - code_points_before(file, start) + 1};
}

std::string_view Sources::line(FileId file, std::uint32_t line) const {
  const std::vector<std::uint32_t>& starts = line_starts(file);
  if (line == 0 || line > starts.size()) return {};
  const std::string_view text = files_[file].text;
  const std::size_t end = line < starts.size() ? starts[line] - 1 : text.size();
  std::string_view content = text.substr(starts[line - 1], end - starts[line - 1]);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

}  // namespace cxsam
