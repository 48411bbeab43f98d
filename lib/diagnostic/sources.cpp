#include "diagnostic/sources.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace cxsam {
namespace {

constexpr std::uint64_t kMaxSourceBytes = std::uint64_t{64} << 20U;

}  // namespace

Sources::Sources() {
  files_.emplace_back();
  expansions_.emplace_back();
}

FileId Sources::add(std::string path, std::string text) {
  files_.push_back({std::move(path), std::move(text), {}});
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

Position Sources::position(FileId file, std::uint32_t offset) const {
  const std::vector<std::uint32_t>& starts = line_starts(file);
  const auto next = std::ranges::upper_bound(starts, offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  const std::string_view text = files_[file].text;
  // A byte order mark takes no column.
  const bool after_mark = line == 1 && offset >= 3 && text.starts_with("\uFEFF");
  const std::uint32_t start = after_mark ? 3 : starts[line - 1];
  const std::string_view before = text.substr(std::min<std::size_t>(start, text.size()), offset - start);
  return {line, static_cast<std::uint32_t>(count_code_points(before)) + 1};
}

std::string_view Sources::line(FileId file, std::uint32_t line) const {
  const std::vector<std::uint32_t>& starts = line_starts(file);
  if (line == 0 || line > starts.size()) return {};
  const std::string_view text = files_[file].text;
  const std::size_t begin = starts[line - 1];
  std::string_view content = text.substr(begin, text.find('\n', begin) - begin);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

}  // namespace cxsam
