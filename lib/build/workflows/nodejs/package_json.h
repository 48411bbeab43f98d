// What the build needs to know of a package.json.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace cxsam::build::nodejs {

/// A manifest, or the one in a folder; null when there is none that can be read (npm says what is wrong with it).
Json read_manifest_file(const std::filesystem::path& file);
Json read_manifest(const std::filesystem::path& folder);

/// A dependency of any kind: "lib" -> "file:../lib".
struct Dependency {
  std::string name;
  std::string wanted;
};

std::vector<Dependency> dependencies(const Json& manifest);

/// The folder or archive that a dependency names, absolute, whether it exists or not; "" when it names none (npm's forms:
/// "file:../lib", "../lib", "/lib"). Source: npm documentation, "package.json", section "Local Paths".
std::filesystem::path local_place(const Dependency& dependency, const std::filesystem::path& folder);

/// Whether npm has anything to do: packages that are installed without development, or scripts that run on installing.
bool needs_install(const Json& manifest);

/// Whether scripts of the package run when its dependencies are installed.
/// Source: npm documentation, "scripts", section "npm install".
bool has_install_scripts(const std::filesystem::path& folder, const Json& manifest);

/// The same manifest in npm's own terms: "workspace:^1" of other package managers is "^1", and "workspace:*" is "*".
Json with_plain_ranges(Json manifest);

/// The same manifest, with every local place that it names, seen from `folder`, as the absolute path `moved` gives for it.
Json with_local_places(Json manifest, const std::filesystem::path& folder,
                       const std::function<std::filesystem::path(const std::filesystem::path&)>& moved);

/// The same manifest for a copy of a package that a function needs: what its author's tools do before publishing is left out,
/// since its development dependencies are not there.
Json as_dependency(Json manifest);

/// True when `npm pack` would leave out no more than what it leaves out of any package: the manifest has no `files` and no
/// scripts that run on packing, and no .npmignore or .gitignore says otherwise.
/// Source: npm documentation, "package.json", section "files".
bool packs_everything(const std::filesystem::path& source);

/// Whether packing needs the package's own folder, as its scripts or its installed packages belong to it.
bool packs_in_place(const Json& manifest);

}  // namespace cxsam::build::nodejs
