#include "build/workflows/nodejs/dependencies.h"

#include <algorithm>

#include "base/file.h"
#include "build/workflows/nodejs/managers.h"
#include "build/workflows/nodejs/npm.h"
#include "build/workflows/nodejs/package_json.h"
#include "build/workflows/nodejs/stage.h"
#include "system/program.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

bool wants_exact_lock(const Job& job, const LocalPackages& packages) {
  const Node* use_ci = job.properties.find("UseNpmCi");
  if (use_ci == nullptr || !use_ci->as_bool().value_or(false)) return false;
  return file_exists(packages.root() / "package-lock.json") || file_exists(packages.root() / "npm-shrinkwrap.json");
}

/// Messages speak of the user's folders, not of the copies.
Result<void> told(Error error, const Stage& stage) {
  error.message = stage.told(std::move(error.message));
  return fail(std::move(error));
}

/// Packages with compiled parts are chosen by npm, or built by their scripts for the machine that they run on.
void note_foreign_modules(const Job& job, const Progress& progress) {
  if (const auto foreign = system::find_foreign(job.dependencies, job.architecture))
    progress.note("note: `" + foreign->path.string() + "` was built for " + foreign->processor + " and does not load on " +
                  job.architecture + "; build on such a machine, or choose a package that has one for it");
}

/// The lock file's own package manager where it is installed, else npm.
Manager usable_manager(const Job& job) {
  Manager manager = find_manager(job.manifest);
  return manager.program == "npm" || system::find_program(manager.program) ? manager : Manager{};
}

void note_passed_over_lock(const Job& job, const Progress& progress) {
  const Manager wanted = find_manager(job.manifest);
  if (wanted.program == "npm" || system::find_program(wanted.program)) return;
  progress.note("note: `" + wanted.lock.string() + "` is there, but `" + wanted.program +
                "` is not on PATH: npm installs what package.json asks for, in versions of its own choice");
}

bool has_something_to_install(const Job& job, const LocalPackages& packages, Wanted wanted) {
  const Json manifest = read_manifest_file(job.manifest);
  if (needs_install(manifest) || packages.own_scripts) return true;
  return wanted == Wanted::Everything && !dependencies(manifest).empty();
}

std::vector<std::string> npm_words(const Job& job, const LocalPackages& packages, Wanted wanted) {
  // Folders that are no workspaces are packed: of folders that are only linked, npm does not install the dependencies.
  std::vector<std::string> words{wants_exact_lock(job, packages) ? "ci" : "install", "--install-links", "--no-progress"};
  // Development dependencies are programs that run here.
  if (wanted == Wanted::Production)
    words.insert(words.end(), {"--omit=dev", "--cpu=" + std::string(job.architecture == "arm64" ? "arm64" : "x64")});
  if (const std::string workspace = packages.workspace(); !workspace.empty()) words.push_back("--workspace=" + workspace);
  return words;
}

Result<void> install_with_npm(const Job& job, const LocalPackages& packages, Wanted wanted, const Progress& progress) {
  progress.step("CopyNpmrcAndLockfile");
  const Result<Stage> stage = Stage::make(job, packages);
  if (!stage) return fail(stage.error());
  progress.step(wants_exact_lock(job, packages) ? "NpmCI" : "NpmInstall");
  const Result<std::string> installed = npm(npm_words(job, packages, wanted), stage->copy_of(packages.root()), progress);
  if (!installed) return told(installed.error(), *stage);
  if (Result<void> collected = stage->collect(job.dependencies); !collected) return told(collected.error(), *stage);
  return {};
}

/// Everything, since the user's own tools are there as well.
Result<void> install_in_source(const Job& job, const Manager& manager, const LocalPackages& packages,
                               const Progress& progress) {
  progress.step(wants_exact_lock(job, packages) ? "NpmCI" : "NpmInstall");
  system::Command command;
  command.words = {manager.program, wants_exact_lock(job, packages) ? "ci" : "install"};
  command.folder = job.manifest.parent_path();
  const Result<std::string> installed = run_tool(std::move(command), manager.program + " install", progress);
  if (!installed) return fail("NPM Failed: " + installed.error().message);
  const fs::path modules = job.manifest.parent_path() / "node_modules";
  std::error_code error;
  if (file_exists(modules)) fs::create_directory_symlink(modules, job.dependencies / "node_modules", error);
  return error ? fail("cannot link `" + modules.string() + "`: " + error.message()) : Result<void>();
}

}  // namespace

std::vector<fs::path> dependency_inputs(const Job& job) {
  std::vector<fs::path> inputs = find_local_packages(job.manifest).inputs();
  const auto add = [&](const fs::path& file) {
    if (std::ranges::find(inputs, file) == inputs.end()) inputs.push_back(file);
  };
  add(job.manifest);
  const Manager manager = find_manager(job.manifest);
  if (manager.program == "npm") return inputs;
  add(manager.lock);
  add(manager.root() / "pnpm-workspace.yaml");
  add(manager.root() / ".yarnrc.yml");
  return inputs;
}

std::string toolchain(const Job& job) {
  if (!file_exists(job.manifest)) return "";
  const Manager manager = usable_manager(job);
  if (manager.program != "npm") return identity_of(Tool{manager.program, ""});
  const std::optional<fs::path> npm = system::find_program("npm");
  std::error_code error;
  return npm ? fs::canonical(*npm, error).string() : "";
}

Result<void> install_dependencies(const Job& job, Wanted wanted, const Progress& progress) {
  if (!file_exists(job.manifest)) {
    progress.detail("package.json file not found. Continuing the build without dependencies.");
    return {};
  }
  const LocalPackages packages = find_local_packages(job.manifest);
  if (!has_something_to_install(job, packages, wanted)) return {};
  note_passed_over_lock(job, progress);
  const Manager manager = usable_manager(job);
  if (job.in_source) return install_in_source(job, manager, packages, progress);
  if (manager.program == "npm") {
    if (Result<void> installed = install_with_npm(job, packages, wanted, progress); !installed) return installed;
  } else {
    progress.step("NpmInstall");
    if (Result<void> installed = install_with(manager, job, packages, wanted, progress); !installed) return installed;
  }
  if (wanted == Wanted::Production) note_foreign_modules(job, progress);
  return {};
}

}  // namespace cxsam::build::nodejs
