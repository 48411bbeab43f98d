#include "build/workflows/nodejs/stage.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "build/workflows/nodejs/flat_modules.h"
#include "build/workflows/nodejs/package_json.h"
#include "system/copy.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

std::string name_of(const Json& manifest) {
  return manifest.is_object() && manifest.contains("name") && manifest["name"].is_string() ? manifest["name"].get<std::string>()
                                                                                           : "";
}

std::map<std::string, fs::path, std::less<>> members_by_name(const std::optional<Workspaces>& workspaces) {
  std::map<std::string, fs::path, std::less<>> names;
  if (!workspaces) return names;
  for (const fs::path& member : workspaces->members) {
    const std::string name = name_of(read_manifest(member));
    names.emplace(name.empty() ? member.filename().string() : name, member);
  }
  return names;
}

/// As it is, mistakes included, unless npm does not know its terms.
Result<void> write_own_manifest(const fs::path& manifest, const fs::path& copy) {
  const Json own = read_manifest_file(manifest);
  const Json plain = with_plain_ranges(own);
  return plain == own ? system::duplicate_file(manifest, copy) : write_file_atomically(copy, dump_json(plain, 2) + "\n");
}

}  // namespace

fs::path common_folder(const fs::path& a, const fs::path& b) {
  fs::path common;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end() && *i == *j; ++i, ++j) common /= *i;
  return common;
}

std::string LocalPackages::workspace() const { return root() == package ? "" : package.lexically_relative(root()).string(); }

std::vector<fs::path> LocalPackages::inputs() const {
  std::set<fs::path> folders = needed;
  if (own_scripts) folders.insert(package);
  std::set<fs::path> list = folders;
  list.insert(archives.begin(), archives.end());
  for (const fs::path& folder : std::set<fs::path>{package, root()})
    for (const char* name : {"package-lock.json", "npm-shrinkwrap.json", ".npmrc"}) list.insert(folder / name);
  std::set<fs::path> described{package, root()};
  if (workspaces) described.insert(workspaces->members.begin(), workspaces->members.end());
  for (const fs::path& folder : described)
    if (!folders.contains(folder)) list.insert(folder / "package.json");
  return {list.begin(), list.end()};
}

LocalPackages find_local_packages(const fs::path& manifest) {
  LocalPackages found;
  const fs::path package = manifest.parent_path();
  const Json own = read_manifest_file(manifest);
  found.package = package;
  found.workspaces = find_workspaces(package);
  found.own_scripts = has_install_scripts(package, own);
  const auto by_name = members_by_name(found.workspaces);
  if (found.root() == package && found.workspaces)
    found.needed.insert(found.workspaces->members.begin(), found.workspaces->members.end());
  std::deque<fs::path> open(found.needed.begin(), found.needed.end());
  open.push_front(package);
  for (; !open.empty(); open.pop_front()) {
    const fs::path folder = open.front();
    for (const Dependency& dependency : dependencies(folder == package ? own : read_manifest(folder))) {
      fs::path place = local_place(dependency, folder);
      std::error_code error;
      if (!place.empty() && !fs::is_directory(place, error)) {
        found.archives.insert(place);
        continue;
      }
      const auto member = by_name.find(dependency.name);
      if (place.empty() && member != by_name.end()) place = member->second;
      if (!place.empty() && place != package && found.needed.insert(place).second) open.push_back(place);
    }
  }
  return found;
}

Stage::Stage(LocalPackages packages, fs::path copies) : packages_(std::move(packages)), copies_(std::move(copies)) {
  common_ = packages_.package;
  for (const fs::path& place : packages_.inputs()) common_ = common_folder(common_, place);
}

fs::path Stage::copy_of(const fs::path& place) const {
  return (copies_ / place.lexically_relative(common_)).lexically_normal();
}

std::string Stage::told(std::string message) const {
  std::error_code error;
  const fs::path real = fs::canonical(copies_, error);  // npm follows links
  for (const fs::path& copies : {real, copies_})
    if (!copies.empty()) message = replace_all(std::move(message), copies.string(), common_ == "/" ? "" : common_.string());
  return message;
}

Result<Stage> Stage::make(const Job& job, const LocalPackages& packages) {
  Stage stage(packages, job.scratch / "packages");
  Result<void> done;
  for (const fs::path& folder : packages.needed)
    if (done) done = stage.copy_package(folder, true);
  if (packages.workspaces)
    for (const fs::path& folder : packages.workspaces->members)
      if (done && !packages.needed.contains(folder)) done = stage.copy_package(folder, false);
  for (const fs::path& archive : packages.archives)
    if (done) done = stage.copy_files(archive.parent_path(), {archive.filename().string()});
  if (done && packages.root() != packages.package) {
    done = stage.copy_files(packages.root(), {"package-lock.json", "npm-shrinkwrap.json", ".npmrc"});
    Json manifest = read_manifest(packages.root());
    manifest.erase("scripts");  // they are for development in the whole repository
    if (done) done = write_file_atomically(stage.copy_of(packages.root()) / "package.json", dump_json(manifest, 2) + "\n");
  }
  if (!done) return fail(done.error());

  const fs::path own = stage.copy_of(packages.package);
  if (packages.own_scripts) {
    std::vector<std::string_view> excluded(job.excluded.begin(), job.excluded.end());
    excluded.insert(excluded.end(), kNotOfPackages.begin(), kNotOfPackages.end());
    const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(packages.package, excluded);
    if (!entries) return fail(entries.error());
    for (const system::TreeEntry& entry : *entries) stage.own_files_.insert(entry.path);
    done = system::copy_entries(packages.package, *entries, own);
  }
  if (done) done = stage.copy_files(packages.package, {"package-lock.json", "npm-shrinkwrap.json", ".npmrc"});
  if (done && !file_exists(stage.copy_of(packages.root()) / ".npmrc") && file_exists(own / ".npmrc"))
    done = system::duplicate_file(own / ".npmrc", stage.copy_of(packages.root()) / ".npmrc");
  if (done) done = write_own_manifest(job.manifest, own / "package.json");
  if (!done) return fail(done.error());
  return stage;
}

bool Stage::is_member(const fs::path& folder) const {
  return packages_.workspaces &&
         std::ranges::find(packages_.workspaces->members, folder) != packages_.workspaces->members.end();
}

/// Not whole: its manifest alone, since npm compares it with the lock file.
Result<void> Stage::copy_package(const fs::path& folder, bool whole) {
  if (folder == packages_.package) return {};
  const fs::path copy = copy_of(folder);
  if (whole) {
    if (Result<void> copied = system::copy_tree(folder, copy, kNotOfPackages); !copied) return copied;
  }
  Json manifest = read_manifest(folder);
  if (!manifest.is_object()) return copy_files(folder, {"package.json"});
  // npm packs a folder that is no workspace, and then looks for what it names beside the packed copy.
  if (!is_member(folder)) {
    Json settled = with_local_places(manifest, folder, [this](const fs::path& place) { return copy_of(place); });
    if (settled != manifest) rewritten_.emplace(name_of(manifest), folder);
    manifest = std::move(settled);
  }
  return write_file_atomically(copy / "package.json", dump_json(as_dependency(std::move(manifest)), 2) + "\n");
}

Result<void> Stage::copy_files(const fs::path& folder, std::initializer_list<std::string_view> names) {
  std::error_code error;
  fs::create_directories(copy_of(folder), error);
  for (const std::string_view name : names) {
    if (!file_exists(folder / name)) continue;
    if (Result<void> copied = system::duplicate_file(folder / name, copy_of(folder) / name); !copied) return copied;
  }
  return {};
}

Result<void> Stage::collect(const fs::path& target) const {
  // What the function gets is what the authors of its packages wrote.
  for (const fs::path& folder : packages_.needed) {
    if (folder == packages_.package || !file_exists(folder / "package.json")) continue;
    const Result<void> restored = system::duplicate_file(folder / "package.json", copy_of(folder) / "package.json");
    if (!restored) return restored;
  }
  const fs::path modules = copy_of(packages_.root()) / "node_modules";
  if (file_exists(modules)) {
    if (Result<void> removed = remove_links_to(modules, copy_of(packages_.package)); !removed) return removed;
    std::error_code ignored;
    fs::remove(modules / ".package-lock.json", ignored);  // npm's own memory; it holds paths of this machine
    if (Result<void> copied = system::copy_tree(modules, target / "node_modules"); !copied) return copied;
  }
  if (Result<void> own = collect_own_modules(target); !own) return own;
  if (Result<void> restored = restore_manifests(target / "node_modules"); !restored) return restored;
  return packages_.own_scripts ? collect_made_files(target) : Result<void>();
}

/// What npm could not share with the other workspaces lies in the package itself.
Result<void> Stage::collect_own_modules(const fs::path& target) const {
  const fs::path own = copy_of(packages_.package) / "node_modules";
  if (packages_.workspace().empty() || !file_exists(own)) return {};
  return put_on_top(own, target / "node_modules");
}

/// Those of packed copies that name other copies.
Result<void> Stage::restore_manifests(const fs::path& modules) const {
  if (rewritten_.empty()) return {};
  std::error_code error;
  for (fs::recursive_directory_iterator at(modules, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename() != "package.json") continue;
    const Result<std::string> text = read_file(at->path());
    if (!text || text->find(copies_.string()) == std::string::npos) continue;
    const auto original = rewritten_.find(name_of(read_manifest_file(at->path())));
    if (original == rewritten_.end()) continue;
    const Result<void> restored = system::duplicate_file(original->second / "package.json", at->path());
    if (!restored) return restored;
  }
  return {};
}

Result<void> Stage::collect_made_files(const fs::path& target) const {
  constexpr std::array<std::string_view, 4> kNotMade{"node_modules", "/package-lock.json", "/package.json", "/.npmrc"};
  const fs::path own = copy_of(packages_.package);
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(own, kNotMade);
  if (!entries) return fail(entries.error());
  std::vector<system::TreeEntry> made;
  for (const system::TreeEntry& entry : *entries)
    if (entry.kind != system::TreeEntry::Kind::Folder && !own_files_.contains(entry.path)) made.push_back(entry);
  return system::copy_entries(own, made, target);
}

}  // namespace cxsam::build::nodejs
