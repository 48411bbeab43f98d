#include "build/workflows/nodejs/package_json.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/file.h"
#include "json/json.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kDependencyLists{"dependencies", "optionalDependencies", "devDependencies"};
constexpr std::array<std::string_view, 3> kPackScripts{"prepare", "prepack", "postpack"};

Result<Json> load(const fs::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return fail(text.error());
  Result<Json> json = parse_json(*text);
  if (!json) return fail(Error(json.error()).with("reading `" + path.string() + "`"));
  if (!json->is_object()) return fail("`" + path.string() + "` is no JSON object");
  return json;
}

std::ptrdiff_t levels_up(const fs::path& written) { return std::count(written.begin(), written.end(), fs::path("..")); }

}  // namespace

std::vector<LocalDependency> local_dependencies(const fs::path& package_json) {
  std::vector<LocalDependency> found;
  const Result<Json> manifest = load(package_json);
  if (!manifest) return found;  // npm says what is wrong with it
  for (const std::string_view name : kDependencyLists) {
    const auto list = manifest->find(name);
    if (list == manifest->end() || !list->is_object()) continue;
    for (const Json& value : *list) {
      if (!value.is_string() || !value.get_ref<const std::string&>().starts_with("file:")) continue;
      const fs::path written = fs::path(value.get_ref<const std::string&>().substr(5)).lexically_normal();
      fs::path place = (package_json.parent_path() / written).lexically_normal();
      if (file_exists(place)) found.push_back({written, std::move(place)});
    }
  }
  std::ranges::sort(found, {}, &LocalDependency::place);
  return found;
}

Result<fs::path> make_stage(const fs::path& package_json, const fs::path& scratch) {
  const std::vector<LocalDependency> dependencies = local_dependencies(package_json);
  std::ptrdiff_t depth = 0;
  for (const LocalDependency& dependency : dependencies) depth = std::max(depth, levels_up(dependency.written));
  fs::path stage = scratch;
  for (std::ptrdiff_t level = 0; level <= depth; ++level) stage /= "in";

  std::error_code error;
  fs::create_directories(stage, error);
  for (const LocalDependency& dependency : dependencies) {
    if (dependency.written.is_absolute()) continue;
    const fs::path link = (stage / dependency.written).lexically_normal();
    if (file_exists(link)) continue;  // named twice, or inside another one
    if (!error) fs::create_directories(link.parent_path(), error);
    if (!error) fs::create_symlink(dependency.place, link, error);
  }
  if (error) return fail("cannot make `" + stage.string() + "`: " + errno_text(error.value()));
  return stage;
}

bool packs_everything(const fs::path& source) {
  if (file_exists(source / ".npmignore") || file_exists(source / ".gitignore")) return false;
  const Result<Json> manifest = load(source / "package.json");
  if (!manifest || manifest->contains("files") || manifest->contains("bundledDependencies") ||
      manifest->contains("bundleDependencies"))
    return false;
  const auto scripts = manifest->find("scripts");
  if (scripts == manifest->end() || !scripts->is_object()) return true;
  for (const std::string_view name : kPackScripts)
    if (scripts->contains(name)) return false;
  return true;
}

}  // namespace cxsam::build::nodejs
