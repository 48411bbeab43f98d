#include "build/workflows/nodejs/package_json.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/file.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kDependencyLists{"dependencies", "optionalDependencies", "peerDependencies",
                                                           "devDependencies"};
constexpr std::array<std::string_view, 3> kInstalledLists{"dependencies", "optionalDependencies", "peerDependencies"};
constexpr std::array<std::string_view, 7> kInstallScripts{"preinstall", "install", "postinstall", "prepublish",
                                                          "preprepare", "prepare", "postprepare"};
constexpr std::array<std::string_view, 4> kPublishScripts{"prepublish", "preprepare", "prepare", "postprepare"};
constexpr std::array<std::string_view, 3> kPackScripts{"prepare", "prepack", "postpack"};

const Json& member(const Json& manifest, std::string_view name) {
  static const Json kNone = Json::object();
  const auto found = manifest.is_object() ? manifest.find(name) : manifest.end();
  return found != manifest.end() && found->is_object() ? *found : kNone;
}

bool has_script(const Json& manifest, std::span<const std::string_view> names) {
  const Json& scripts = member(manifest, "scripts");
  return std::ranges::any_of(names, [&](std::string_view name) { return scripts.contains(name); });
}

bool has(const Json& manifest, std::string_view name) { return manifest.is_object() && manifest.contains(name); }

/// Each text of each list of dependencies, for a change.
void change_wishes(Json& manifest, const std::function<void(const std::string& name, std::string& wanted)>& change) {
  for (const std::string_view list : kDependencyLists) {
    if (member(manifest, list).empty()) continue;
    for (auto& [name, wanted] : manifest[std::string(list)].items())
      if (wanted.is_string()) change(name, wanted.get_ref<std::string&>());
  }
}

}  // namespace

Json read_manifest(const fs::path& folder) { return read_manifest_file(folder / "package.json"); }

Json read_manifest_file(const fs::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return {};
  const Result<Json> json = parse_json(*text);
  return json && json->is_object() ? *json : Json();
}

std::vector<Dependency> dependencies(const Json& manifest) {
  std::vector<Dependency> found;
  for (const std::string_view list : kDependencyLists)
    for (const auto& [name, wanted] : member(manifest, list).items())
      if (wanted.is_string()) found.push_back({name, wanted.get<std::string>()});
  return found;
}

fs::path local_place(const Dependency& dependency, const fs::path& folder) {
  std::string_view place = dependency.wanted;
  const bool marked = place.starts_with("file:");
  if (marked) place.remove_prefix(5);
  if (!marked && !place.starts_with("./") && !place.starts_with("../") && !place.starts_with('/')) return {};
  const fs::path path = (folder / place).lexically_normal();
  return path.filename().empty() ? path.parent_path() : path;
}

bool needs_install(const Json& manifest) {
  const auto names_some = [&](std::string_view list) { return !member(manifest, list).empty(); };
  return std::ranges::any_of(kInstalledLists, names_some) || has(manifest, "workspaces") || !manifest.is_object();
}

bool has_install_scripts(const fs::path& folder, const Json& manifest) {
  return has_script(manifest, kInstallScripts) || file_exists(folder / "binding.gyp");
}

Json with_plain_ranges(Json manifest) {
  change_wishes(manifest, [](const std::string&, std::string& wanted) {
    if (!wanted.starts_with("workspace:")) return;
    wanted.erase(0, std::string_view("workspace:").size());
    if (wanted == "^" || wanted == "~") wanted = "*";
  });
  return manifest;
}

Json with_local_places(Json manifest, const fs::path& folder, const std::function<fs::path(const fs::path&)>& moved) {
  change_wishes(manifest, [&](const std::string& name, std::string& wanted) {
    const fs::path place = local_place({name, wanted}, folder);
    if (!place.empty()) wanted = "file:" + moved(place).string();
  });
  return manifest;
}

Json as_dependency(Json manifest) {
  if (has(manifest, "scripts") && manifest["scripts"].is_object())
    for (const std::string_view name : kPublishScripts) manifest["scripts"].erase(std::string(name));
  return with_plain_ranges(std::move(manifest));
}

bool packs_everything(const fs::path& source) {
  if (file_exists(source / ".npmignore") || file_exists(source / ".gitignore")) return false;
  const Json manifest = read_manifest(source);
  return manifest.is_object() && !has(manifest, "files") && !packs_in_place(manifest);
}

bool packs_in_place(const Json& manifest) {
  return has(manifest, "bundledDependencies") || has(manifest, "bundleDependencies") || has_script(manifest, kPackScripts);
}

}  // namespace cxsam::build::nodejs
