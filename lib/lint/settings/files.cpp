#include "lint/settings/files.h"

#include <array>

#include "base/file.h"
#include "document/reader.h"

namespace cxsam::lint {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> find_cfnlintrc(const fs::path& folder) {
  static constexpr std::array kNames{".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"};
  std::error_code ignored;
  for (const char* name : kNames)
    if (fs::is_regular_file(folder / name, ignored)) return folder / name;
  return std::nullopt;
}

}  // namespace

Result<Settings> read_settings_file(const fs::path& path, std::vector<std::string>& warnings) {
  Sources sources;
  const Result<FileId> file = sources.load(path);
  if (!file) return fail(file.error());
  if (sources.text(*file).find_first_not_of(" \t\r\n") == std::string::npos) return Settings{};
  Diagnostics diagnostics;
  const std::optional<Node> root = read_document(sources, *file, diagnostics);
  if (!root || diagnostics.has_errors()) {
    const Position at = sources.begin_of(diagnostics.items().front().where);
    return fail("`" + path.string() + "` cannot be read: line " + std::to_string(at.line) + ": " +
                diagnostics.items().front().message);
  }
  std::vector<std::string> problems;
  Settings settings = read_settings(*root, problems);
  for (const std::string& problem : problems) warnings.push_back(path.string() + ": " + problem);
  return settings;
}

Result<Settings> read_cfnlintrc(const fs::path& folder, const std::optional<fs::path>& home,
                                std::vector<std::string>& warnings) {
  Settings all;
  for (const std::optional<fs::path>& place : {std::optional(folder), home}) {
    const std::optional<fs::path> path = place ? find_cfnlintrc(*place) : std::nullopt;
    if (!path) continue;
    const Result<Settings> settings = read_settings_file(*path, warnings);
    if (!settings) return settings;
    all = combine(all, *settings);
    if (folder == home) break;
  }
  return all;
}

}  // namespace cxsam::lint
