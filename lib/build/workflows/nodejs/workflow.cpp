// Node.js: what `npm pack` would publish, and the production dependencies beside it.
// Source: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild" (the part on npm); npm documentation.
#include <algorithm>
#include <array>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/nodejs/package_json.h"
#include "json/json.h"
#include "system/command.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// What npm never packs, and SAM's own folder. Subfolders' ignore files and lock files of the top are left to npm.
constexpr std::array<std::string_view, 18> kExcluded{
    ".aws-sam",      "node_modules", ".git",      ".gitignore",    ".npmignore",    ".npmrc", "package-lock.json",
    ".svn",          ".hg",          "CVS",       ".DS_Store",     "npm-debug.log", "*.orig", "*.swp",
    ".lock-wscript", "config.gypi",  "yarn.lock", "pnpm-lock.yaml"};

bool accepts(std::string_view method, const fs::path&) { return method.starts_with("nodejs"); }

std::string toolchain(const Job& job) {
  if (!file_exists(job.manifest)) return "";
  const std::optional<fs::path> npm = system::find_program("npm");
  std::error_code error;
  return npm ? fs::canonical(*npm, error).string() : "";
}

fs::path beside(const Job& job, std::string_view name) { return job.manifest.parent_path() / name; }

std::vector<fs::path> dependency_inputs(const Job& job) {
  std::vector<fs::path> inputs{job.manifest, beside(job, "package-lock.json"), beside(job, "npm-shrinkwrap.json"),
                               beside(job, ".npmrc")};
  for (nodejs::LocalDependency& dependency : nodejs::local_dependencies(job.manifest))
    inputs.push_back(std::move(dependency.place));
  return inputs;
}

/// What went wrong in npm's words: neither its page of usage nor the place of its log, which repeats all of this.
std::string reason(const system::CommandResult& result) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(result.err, '\n')) {
    const std::string_view text = trim(line);
    if (text.ends_with("Usage:") || text.find("complete log of this run") != std::string_view::npos) break;
    if (!text.empty() && text != "npm error" && text != "npm ERR!") lines.emplace_back(text);
  }
  return lines.empty() ? "exit code " + std::to_string(result.exit_code) : join(lines, "\n");
}

Result<system::CommandResult> npm(std::vector<std::string> words, const fs::path& folder) {
  system::Command command;
  command.words = std::move(words);
  command.words.insert(command.words.begin(), "npm");
  command.folder = folder;
  command.environment = {{"npm_config_update_notifier", "false"}, {"npm_config_fund", "false"}, {"npm_config_audit", "false"}};
  Result<system::CommandResult> result = system::run_command(command);
  if (!result) return fail(Error(result.error()).hint("install Node.js with npm; on Debian: apt-get install nodejs npm"));
  if (result->exit_code == 0) return result;
  return fail("NPM Failed: " + reason(*result));
}

Result<void> resolve(const Job& job, const Progress& progress) {
  if (!file_exists(job.manifest)) {
    progress.note("package.json file not found. Continuing the build without dependencies.");
    return {};
  }
  const Result<fs::path> stage = nodejs::make_stage(job.manifest, job.scratch);
  if (!stage) return fail(stage.error());
  if (Result<void> copied = system::duplicate_file(job.manifest, *stage / "package.json"); !copied) return copied;
  progress.step("CopyNpmrcAndLockfile");
  bool locked = false;
  for (const std::string_view name : {".npmrc", "package-lock.json", "npm-shrinkwrap.json"}) {
    if (!file_exists(beside(job, name))) continue;
    if (Result<void> copied = system::duplicate_file(beside(job, name), *stage / name); !copied) return copied;
    locked = locked || name != ".npmrc";
  }

  const Node* use_ci = job.properties.find("UseNpmCi");
  const bool clean = locked && use_ci != nullptr && use_ci->as_bool().value_or(false);
  progress.step(clean ? "NpmCI" : "NpmInstall");
  // --install-links copies folders given as `file:` instead of linking to them.
  const Result<system::CommandResult> installed =
      npm({clean ? "ci" : "install", "--omit=dev", "--install-links", "--loglevel=error", "--no-progress"}, *stage);
  if (!installed) return fail(installed.error());
  const fs::path modules = *stage / "node_modules";
  if (!file_exists(modules)) return {};
  std::error_code ignored;
  fs::remove(modules / ".package-lock.json", ignored);  // npm's own memory; it holds paths of this machine
  return system::replace_folder(modules, job.dependencies / "node_modules");
}

/// The paths that `npm pack` would take along.
Result<std::set<std::string, std::less<>>> packed_paths(const Job& job) {
  const Result<system::CommandResult> result = npm({"pack", "--dry-run", "--json", "--loglevel=error"}, job.source);
  if (!result) return fail(result.error());
  // Scripts of the package may print before the list.
  const std::size_t begin = result->out.starts_with('[') ? 0 : result->out.find("\n[");
  const Result<Json> packages =
      parse_json(begin == std::string::npos ? std::string_view(result->out) : std::string_view(result->out).substr(begin));
  if (!packages || !packages->is_array() || packages->empty() || !packages->front().is_object())
    return fail("npm pack did not say what it packs");
  std::set<std::string, std::less<>> paths;
  for (const Json& file : packages->front().value("files", Json::array())) paths.insert(file.value("path", ""));
  return paths;
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  if (!file_exists(job.source / "package.json") || nodejs::packs_everything(job.source)) {
    progress.step("CopySource");
    return system::copy_entries(job.source, source, job.artifacts);
  }
  progress.step("NpmPack");
  const Result<std::set<std::string, std::less<>>> packed = packed_paths(job);
  if (!packed) return fail(packed.error());
  const std::vector<std::string_view> excluded(job.excluded.begin(), job.excluded.end());
  // Packing may have run scripts that wrote files, so the walk before it is stale.
  const Result<std::vector<system::TreeEntry>> now = system::walk_tree(job.source, excluded);
  if (!now) return fail(now.error());
  std::vector<system::TreeEntry> chosen;
  std::ranges::copy_if(*now, std::back_inserter(chosen),
                       [&](const system::TreeEntry& entry) { return packed->contains(entry.path); });
  progress.step("CopySource");
  return system::copy_entries(job.source, chosen, job.artifacts);
}

}  // namespace

extern const Workflow workflow_nodejs{.name = "nodejs",
                                      .builder = "NodejsNpmBuilder",
                                      .manifest = "package.json",
                                      .layer_folder = "nodejs",
                                      .excluded_names = kExcluded,
                                      .accepts = accepts,
                                      .toolchain = toolchain,
                                      .dependency_inputs = dependency_inputs,
                                      .resolve = resolve,
                                      .assemble = assemble};

}  // namespace cxsam::build
