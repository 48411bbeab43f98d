#include "build/workflows/python/requirements.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::build::python {
namespace {

namespace fs = std::filesystem;

/// The argument of an option in pip's spellings: "-r x", "-rx", "--requirement x", "--requirement=x".
std::optional<std::string_view> argument(std::string_view line, std::string_view option) {
  if (!line.starts_with(option)) return std::nullopt;
  std::string_view rest = line.substr(option.size());
  const bool is_short = !option.starts_with("--");
  if (!is_short && !rest.starts_with('=') && !rest.starts_with(' ')) return std::nullopt;
  if (rest.starts_with('=')) rest.remove_prefix(1);
  return trim(rest);
}

std::optional<std::string_view> included_file(std::string_view line) {
  for (const std::string_view option : {"--requirement", "--constraint", "-r", "-c"})
    if (const auto file = argument(line, option)) return file;
  return std::nullopt;
}

/// A requirement's words up to its extras, hashes, markers and options.
std::string_view location(std::string_view line) {
  for (const std::string_view option : {"--editable", "-e", "--find-links", "-f"})
    if (const auto path = argument(line, option)) line = *path;
  if (const std::size_t at = line.find(" @ "); at != std::string_view::npos) line = trim(line.substr(at + 3));
  for (const std::string_view end : {" ;", " --", "[", "#"}) line = line.substr(0, line.find(end));
  if (line.starts_with("file://")) line.remove_prefix(7);
  if (line.starts_with("file:")) line.remove_prefix(5);
  return trim(line);
}

void add(std::vector<fs::path>& list, const fs::path& path) {
  if (std::ranges::find(list, path) == list.end()) list.push_back(path);
}

void collect(const fs::path& requirements, const fs::path& working, std::vector<fs::path>& list) {
  if (std::ranges::find(list, requirements) != list.end()) return;
  const Result<std::string> text = read_file(requirements);
  if (!text) return;  // pip says what is wrong with it
  list.push_back(requirements);
  for (const std::string_view raw : split(*text, '\n')) {
    std::string_view line = trim(raw);
    if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos) line = trim(line.substr(0, comment));
    if (line.empty() || line.starts_with('#')) continue;
    if (const auto file = included_file(line)) {
      collect((requirements.parent_path() / *file).lexically_normal(), working, list);
      continue;
    }
    const std::string_view place = location(line);
    const bool looks_local = place.find('/') != std::string_view::npos || place.starts_with('.') || place.ends_with(".whl");
    if (!looks_local || place.find("://") != std::string_view::npos) continue;
    const fs::path path = (working / place).lexically_normal();
    if (file_exists(path)) add(list, path);
  }
}

}  // namespace

std::vector<fs::path> local_inputs(const fs::path& requirements) {
  std::vector<fs::path> list;
  collect(requirements, requirements.parent_path(), list);
  return list;
}

}  // namespace cxsam::build::python
