#include "build/workflows/nodejs/package_json.h"

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

/// Calls `visit(value)` for every dependency that is given as `file:...`; the value may be changed.
template <class Visit>
void each_local(Json& manifest, Visit visit) {
  for (const std::string_view name : kDependencyLists) {
    const auto list = manifest.find(name);
    if (list == manifest.end() || !list->is_object()) continue;
    for (auto& [package, value] : list->items())
      if (value.is_string() && value.template get_ref<const std::string&>().starts_with("file:")) visit(value);
  }
}

fs::path place_of(const Json& value, const fs::path& folder) {
  return (folder / value.get_ref<const std::string&>().substr(5)).lexically_normal();
}

}  // namespace

std::vector<fs::path> local_dependencies(const fs::path& package_json) {
  std::vector<fs::path> places;
  Result<Json> manifest = load(package_json);
  if (!manifest) return places;  // npm says what is wrong with it
  each_local(*manifest, [&](const Json& value) {
    const fs::path place = place_of(value, package_json.parent_path());
    if (fs::exists(place)) places.push_back(place);
  });
  return places;
}

Result<std::string> with_absolute_places(const fs::path& package_json) {
  Result<Json> manifest = load(package_json);
  if (!manifest) return fail(manifest.error());
  bool changed = false;
  each_local(*manifest, [&](Json& value) {
    value = "file:" + place_of(value, package_json.parent_path()).string();
    changed = true;
  });
  return changed ? Result<std::string>(dump_json(*manifest, 2)) : read_file(package_json);
}

bool packs_everything(const fs::path& source) {
  if (fs::exists(source / ".npmignore") || fs::exists(source / ".gitignore")) return false;
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
