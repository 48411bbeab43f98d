#include "cli/commands/init/blueprint.h"

#include <stdexcept>
#include <system_error>
#include <tuple>

#include "base/embedded.h"
#include "base/file.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRoot = "templates/";
constexpr std::string_view kManifest = "manifest.json";

Blueprint read_manifest(std::string_view folder, std::string_view text) {
  const std::vector<std::string_view> names = split(folder, '/');
  const Result<Json> manifest = parse_json(text);
  if (names.size() != 2 || !manifest) throw std::logic_error("bad manifest in " + std::string(folder));
  return {std::string(names[0]), std::string(names[1]), manifest->at("summary").get<std::string>(),
          manifest->at("dependency_managers").get<std::vector<std::string>>()};
}

/// "{{#tracing}}" with '#' -> "tracing", when that is the whole line.
std::optional<std::string_view> marker(std::string_view line, char sign) {
  const bool is_marker = line.size() > 5 && line.starts_with("{{") && line.ends_with("}}") && line[2] == sign;
  if (!is_marker) return std::nullopt;
  return line.substr(3, line.size() - 5);
}

std::string fill_in_values(std::string_view line, const Fillings& fillings) {
  std::string out;
  for (std::size_t open = line.find("{{"); open != std::string_view::npos; open = line.find("{{")) {
    const std::size_t close = line.find("}}", open);
    const auto value = fillings.values.find(line.substr(open + 2, close - open - 2));
    if (close == std::string_view::npos || value == fillings.values.end()) {
      throw std::logic_error("unknown placeholder in `" + std::string(line) + "`");
    }
    out += line.substr(0, open);
    out += value->second;
    line.remove_prefix(close + 2);
  }
  return out += line;
}

/// Adds the files below `folder`; one that is already there stays.
void add_files(std::map<std::string, ProjectFile>& files, const std::string& folder, const Fillings& fillings) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    std::string path(file.path.substr(folder.size()));
    if (path == kManifest || files.contains(path)) continue;
    files[path] = {path, fill_in(file.content(), fillings), file.executable};
  }
}

Result<void> write_file(const fs::path& path, const ProjectFile& file) {
  if (Result<void> written = write_file_atomically(path, file.content); !written) return written;
  if (!file.executable) return {};
  std::error_code error;
  fs::permissions(path, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add, error);
  if (error) return fail("cannot make `" + path.string() + "` executable: " + error.message());
  return {};
}

/// Removes what `folder` holds, and the folder itself unless it `was_there`, empty, before.
void remove_half_made(const fs::path& folder, bool was_there) {
  std::error_code error;
  if (!was_there) {
    fs::remove_all(folder, error);
    return;
  }
  for (const auto& entry : fs::directory_iterator(folder, error)) fs::remove_all(entry.path(), error);
}

}  // namespace

std::vector<Blueprint> all_blueprints() {
  std::vector<Blueprint> blueprints;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kRoot) || !file.path.ends_with(kManifest)) continue;
    const std::size_t length = file.path.size() - kRoot.size() - kManifest.size() - 1;
    blueprints.push_back(read_manifest(file.path.substr(kRoot.size(), length), file.content()));
  }
  // Paths are in another order: "hello-world-go/" is before "hello-world/".
  std::ranges::sort(blueprints, {}, [](const Blueprint& each) { return std::tie(each.family, each.name); });
  return blueprints;
}

std::string fill_in(std::string_view text, const Fillings& fillings) {
  std::string out;
  std::string_view section;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    begin = end;
    const std::string_view bare = trim(line);
    if (const auto opened = marker(bare, '#')) {
      section = *opened;
    } else if (const auto closed = marker(bare, '/')) {
      if (*closed != section) throw std::logic_error("`" + std::string(bare) + "` closes nothing");
      section = {};
    } else if (section.empty() || fillings.sections.contains(section)) {
      out += fill_in_values(line, fillings);
    }
  }
  if (!section.empty()) throw std::logic_error("section " + std::string(section) + " is not closed");
  return out;
}

std::vector<ProjectFile> project_files(const Blueprint& blueprint, const Fillings& fillings) {
  std::map<std::string, ProjectFile> files;
  for (const std::string& folder :
       {blueprint.family + "/" + blueprint.name, blueprint.family + "/common", std::string("common")})
    add_files(files, std::string(kRoot) + folder + "/", fillings);
  std::vector<ProjectFile> sorted;
  for (auto& [path, file] : files) sorted.push_back(std::move(file));
  return sorted;
}

Result<void> write_project(const fs::path& folder, const std::vector<ProjectFile>& files) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    return fail(Error{"`" + folder.string() + "` exists already"}.hint("choose another --name or --output-dir"));
  }
  const bool was_there = fs::exists(folder, error);
  for (const ProjectFile& file : files) {
    Result<void> written = write_file(folder / file.path, file);
    if (written) continue;
    remove_half_made(folder, was_there);  // else the next try finds a folder that exists already
    return written;
  }
  return {};
}

}  // namespace cxsam::cli
