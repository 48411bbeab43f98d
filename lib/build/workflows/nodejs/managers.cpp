#include "build/workflows/nodejs/managers.h"

#include <array>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "build/workflows/nodejs/package_json.h"
#include "build/workflows/nodejs/stage.h"
#include "system/copy.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// What decides the result besides the manifest, and stands beside it.
constexpr std::array<std::string_view, 9> kSettings{"pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs",  "yarn.lock",
                                                    ".yarnrc",        ".yarnrc.yml",         ".yarn/releases", ".yarn/plugins",
                                                    ".npmrc"};

Result<void> copy_settings(const Job& job, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  for (const std::string_view name : kSettings) {
    const fs::path place = job.manifest.parent_path() / name;
    if (!file_exists(place)) continue;
    const Result<void> copied =
        fs::is_directory(place, error) ? system::copy_tree(place, folder / name) : system::duplicate_file(place, folder / name);
    if (!copied) return copied;
  }
  return system::duplicate_file(job.manifest, folder / "package.json");
}

/// Local packages that the manifest names, at the same places to the copy.
Result<void> copy_local_packages(const LocalPackages& packages, const fs::path& common, const fs::path& copies) {
  for (const std::set<fs::path>& places : {packages.needed, packages.archives}) {
    for (const fs::path& place : places) {
      std::error_code error;
      const fs::path copy = copies / place.lexically_relative(common);
      Result<void> copied;
      if (fs::is_directory(place, error)) {
        copied = system::copy_tree(place, copy, kNotOfPackages);
      } else if (file_exists(place)) {
        fs::create_directories(copy.parent_path(), error);
        copied = system::duplicate_file(place, copy);
      }
      if (!copied) return copied;
    }
  }
  return {};
}

/// The folder above the package and the local packages that it names.
fs::path common_folder_of(const LocalPackages& packages) {
  fs::path common = packages.package;
  for (const std::set<fs::path>& places : {packages.needed, packages.archives})
    for (const fs::path& place : places) common = common_folder(common, place);
  return common;
}

/// A copy of what the manager reads; gives the folder in which it runs.
Result<fs::path> stage(const Job& job, const LocalPackages& packages) {
  const fs::path common = common_folder_of(packages);
  const fs::path copies = job.scratch / "package";
  const fs::path folder = (copies / packages.package.lexically_relative(common)).lexically_normal();
  if (Result<void> copied = copy_local_packages(packages, common, copies); !copied) return fail(copied.error());
  if (Result<void> copied = copy_settings(job, folder); !copied) return fail(copied.error());
  return folder;
}

Result<std::string> run(const std::string& program, Words words, const fs::path& folder, const Progress& progress) {
  system::Command command;
  std::string what = program + " " + words.front();
  words.insert(words.begin(), program);
  command.words = std::move(words);
  command.folder = folder;
  command.environment = {{"CI", "true"}, {"YARN_NODE_LINKER", "node-modules"}, {"YARN_ENABLE_TELEMETRY", "0"}};
  Result<std::string> done = run_tool(std::move(command), std::move(what), progress);
  return done ? done : fail(program + " failed: " + done.error().message);
}

/// pnpm puts links into node_modules unless it is told to put the packages there.
constexpr std::string_view kRealFolders = "--config.node-linker=hoisted";

Result<fs::path> install_with_pnpm(const Manager& manager, const Job& job, const LocalPackages& packages, Wanted wanted,
                                   const Progress& progress) {
  if (manager.workspace) {
    const fs::path folder = job.scratch / "package";
    const Json manifest = read_manifest_file(job.manifest);
    const auto name = manifest.find("name");
    if (name == manifest.end() || !name->is_string())
      return fail("`" + job.manifest.string() + "` has no `name`, by which pnpm finds it");
    Words words{"--filter", name->get<std::string>(), "deploy", "--legacy", std::string(kRealFolders)};
    if (wanted == Wanted::Production) words.emplace_back("--prod");
    words.push_back(folder.string());
    const Result<std::string> deployed = run("pnpm", std::move(words), manager.root(), progress);
    return deployed ? Result<fs::path>(folder) : fail(deployed.error());
  }
  const Result<fs::path> folder = stage(job, packages);
  if (!folder) return folder;
  Words words{"install", "--frozen-lockfile", std::string(kRealFolders)};
  if (wanted == Wanted::Production) words.emplace_back("--prod");
  const Result<std::string> installed = run("pnpm", std::move(words), *folder, progress);
  return installed ? folder : fail(installed.error());
}

/// Versions from 2 on have other words for the same.
Result<fs::path> install_with_yarn(const Job& job, const LocalPackages& packages, Wanted wanted, const Progress& progress) {
  const Result<fs::path> folder = stage(job, packages);
  if (!folder) return folder;
  const Result<std::string> version = run("yarn", {"--version"}, *folder, progress);
  if (!version) return fail(version.error());
  const bool production = wanted == Wanted::Production;
  Words words;
  if (trim(*version).starts_with("1.")) {
    words = {"install", "--frozen-lockfile", "--non-interactive", "--no-progress"};
    if (production) words.emplace_back("--production");
  } else {
    words = production ? Words{"workspaces", "focus", "--production"} : Words{"install", "--immutable"};
  }
  const Result<std::string> installed = run("yarn", std::move(words), *folder, progress);
  return installed ? folder : fail(installed.error());
}

}  // namespace

Manager find_manager(const fs::path& manifest) {
  const fs::path folder = manifest.parent_path();
  for (const char* own : {"package-lock.json", "npm-shrinkwrap.json"})
    if (file_exists(folder / own)) return {"npm", folder / own};
  if (file_exists(folder / "pnpm-lock.yaml")) return {"pnpm", folder / "pnpm-lock.yaml"};
  if (file_exists(folder / "yarn.lock")) return {"yarn", folder / "yarn.lock"};
  const fs::path root = nearest_with(folder, {"pnpm-workspace.yaml"});
  if (!root.empty() && file_exists(root / "pnpm-lock.yaml")) return {"pnpm", root / "pnpm-lock.yaml", true};
  return {};
}

Result<void> install_with(const Manager& manager, const Job& job, const LocalPackages& packages, Wanted wanted,
                          const Progress& progress) {
  const Result<fs::path> folder = manager.program == "pnpm" ? install_with_pnpm(manager, job, packages, wanted, progress)
                                                            : install_with_yarn(job, packages, wanted, progress);
  if (!folder) {
    Error error = folder.error();
    error.message = replace_all(std::move(error.message), (job.scratch / "package").string(),
                                manager.workspace ? job.source.string() : common_folder_of(packages).string());
    return fail(std::move(error));
  }
  const fs::path modules = *folder / "node_modules";
  constexpr std::array<std::string_view, 4> kOwn{"/.modules.yaml", "/.pnpm-workspace-state.json", "/.yarn-integrity",
                                                 "/.yarn-state.yml"};
  return file_exists(modules) ? system::copy_tree(modules, job.dependencies / "node_modules", kOwn) : Result<void>();
}

}  // namespace cxsam::build::nodejs
