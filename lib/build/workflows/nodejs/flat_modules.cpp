#include "build/workflows/nodejs/flat_modules.h"

#include <algorithm>
#include <vector>

#include "base/file.h"
#include "build/workflows/nodejs/package_json.h"
#include "system/copy.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

/// Names of packages in a node_modules folder: "lib", "@scope/lib"; sorted.
std::vector<std::string> packages_in(const fs::path& modules) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(modules, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    if (!name.starts_with('@')) {
      names.push_back(name);
      continue;
    }
    std::error_code ignored;
    for (const fs::directory_entry& scoped : fs::directory_iterator(entry.path(), ignored))
      names.push_back(name + "/" + scoped.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

bool names_dependency(const fs::path& package, const std::string& name) {
  const std::vector<Dependency> wanted = dependencies(read_manifest(package));
  return std::ranges::any_of(wanted, [&](const Dependency& dependency) { return dependency.name == name; });
}

/// Whether the package, or one that is installed inside of it, looks for `name` in the folder that the package lies in.
bool looks_up(const fs::path& package, const std::string& name) {
  const fs::path inner = package / "node_modules";
  if (file_exists(inner / name)) return false;
  if (names_dependency(package, name)) return true;
  return std::ranges::any_of(packages_in(inner), [&](const std::string& each) { return looks_up(inner / each, name); });
}

Result<void> keep_for_others(const fs::path& modules, const std::string& name) {
  for (const std::string& other : packages_in(modules)) {
    if (other == name || !looks_up(modules / other, name)) continue;
    const Result<void> copied = system::copy_tree(modules / name, modules / other / "node_modules" / name);
    if (!copied) return copied;
  }
  return {};
}

}  // namespace

Result<void> remove_links_to(const fs::path& modules, const fs::path& package) {
  for (const std::string& name : packages_in(modules)) {
    std::error_code error;
    const fs::path place = modules / name;
    if (!fs::is_symlink(place, error) || !fs::equivalent(place, package, error)) continue;
    fs::remove(place, error);
    if (error) return fail("cannot remove `" + place.string() + "`: " + errno_text(error.value()));
  }
  return {};
}

Result<void> put_on_top(const fs::path& own, const fs::path& modules) {
  const std::vector<std::string> names = packages_in(own);
  for (const std::string& name : names) {
    if (!file_exists(modules / name)) continue;
    if (Result<void> kept = keep_for_others(modules, name); !kept) return kept;
  }
  for (const std::string& name : names) {
    if (Result<void> removed = system::remove_tree(modules / name); !removed) return removed;
    if (Result<void> copied = system::copy_tree(own / name, modules / name); !copied) return copied;
  }
  return {};
}

}  // namespace cxsam::build::nodejs
