// Node.js: what `npm pack` would publish, and the production dependencies beside it.
// Source: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild" (the part on npm); npm documentation.
#include <algorithm>
#include <array>
#include <set>

#include "base/file.h"
#include "build/workflow.h"
#include "build/workflows/nodejs/dependencies.h"
#include "build/workflows/nodejs/npm.h"
#include "build/workflows/nodejs/package_json.h"
#include "facts/handlers.h"
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

/// What --manifest names, when it is JSON.
bool takes_manifest(const fs::path& file) { return file.extension() == ".json"; }

/// Files that decide what is packed are no part of the code, and few change them: so they count as what npm works with.
std::vector<fs::path> dependency_inputs(const Job& job) {
  std::vector<fs::path> inputs = nodejs::dependency_inputs(job);
  for (const char* name : {".npmignore", ".gitignore"}) inputs.push_back(job.source / name);
  return inputs;
}

Result<void> resolve(const Job& job, const Progress& progress) {
  return nodejs::install_dependencies(job, nodejs::Wanted::Production, progress);
}

/// A copy with nothing beside the code, however much lies in the folder. npm packs no package without a name and a version,
/// which a function needs as little as the archive does.
Result<std::set<std::string, std::less<>>> paths_of_copy(const Job& job, Json manifest, const Progress& progress) {
  constexpr std::array<std::string_view, 3> kNotPacked{".aws-sam", "node_modules", ".git"};
  std::vector<std::string_view> excluded(kNotPacked.begin(), kNotPacked.end());
  for (const std::string& place : job.excluded)
    if (place.starts_with('/')) excluded.push_back(place);
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(job.source, excluded);
  if (!entries) return fail(entries.error());
  const fs::path copy = job.scratch / "package";
  if (Result<void> copied = system::copy_entries(job.source, *entries, copy); !copied) return fail(copied.error());
  manifest["name"] = "function";
  manifest["version"] = "1.0.0";
  if (Result<void> wrote = write_file_atomically(copy / "package.json", dump_json(manifest)); !wrote)
    return fail(wrote.error());
  return nodejs::packed_paths(copy, progress);
}

/// The handler's file where it is TypeScript alone, else "". Nothing here compiles, so such a function would be deployed
/// without its code.
std::string typescript_handler(const Job& job) {
  const auto parts = facts::parse_handler("nodejs", job.handler);
  if (!parts) return "";
  std::string source = parts->module + ".ts";
  const auto runs = [&job](const std::string& file) { return !file.ends_with("ts") && file_exists(job.source / file); };
  const bool alone = file_exists(job.source / source) && std::ranges::none_of(facts::handler_files("nodejs", *parts), runs);
  return alone ? source : "";
}

void note_typescript(const Job& job, const Progress& progress) {
  const std::string source = typescript_handler(job);
  if (source.empty()) return;
  progress.note("Warning: `" + source + "` is TypeScript, which Lambda does not run and npm does not compile");
  progress.note("  hint: have it bundled: Metadata: {BuildMethod: esbuild}");
}

/// SAM CLI leaves it beside the code, where scripts look for it.
Result<void> copy_lock(const Job& job) {
  constexpr std::string_view kLock = "package-lock.json";
  return file_exists(job.source / kLock) ? system::duplicate_file(job.source / kLock, job.artifacts / kLock) : Result<void>();
}

/// With tools that run in the source folder its own node_modules count, without a copy of them.
Result<void> place_dependencies(const Job& job) {
  const fs::path modules = job.source / "node_modules";
  if (!job.in_source) return system::copy_tree(job.dependencies, job.artifacts, {}, job.earlier);
  std::error_code error;
  if (file_exists(modules)) fs::create_directory_symlink(modules, job.artifacts / "node_modules", error);
  return error ? fail("cannot link `" + modules.string() + "`: " + error.message()) : Result<void>();
}

bool is_copied(const Json& manifest, const fs::path& source) {
  return !manifest.is_object() || nodejs::packs_everything(source);
}

/// With another manifest than the code's own, that one is code, too, and may have decided what was packed.
std::optional<fs::path> code_folder(const Job& job) {
  const bool own = job.manifest == job.source / "package.json";
  const bool plain = own && is_copied(nodejs::read_manifest(job.source), job.source) && typescript_handler(job).empty();
  return plain ? std::optional<fs::path>("") : std::nullopt;
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  if (Result<void> placed = place_dependencies(job); !placed) return placed;
  note_typescript(job, progress);
  const Json manifest = nodejs::read_manifest(job.source);
  if (is_copied(manifest, job.source)) {
    progress.step("CopySource");
    note_missing_code(job, progress);
    const Result<void> copied = system::copy_entries(job.source, source, job.artifacts, job.earlier);
    return copied ? copy_lock(job) : copied;
  }
  progress.step("NpmPack");
  const bool in_place = nodejs::packs_in_place(manifest) && manifest.contains("name") && manifest.contains("version");
  const Result<std::set<std::string, std::less<>>> packed =
      in_place ? nodejs::packed_paths(job.source, progress) : paths_of_copy(job, manifest, progress);
  if (!packed) return fail(packed.error());
  const std::vector<std::string_view> excluded(job.excluded.begin(), job.excluded.end());
  // Packing may have run scripts that wrote files, so the walk before it is stale.
  const Result<std::vector<system::TreeEntry>> now = system::walk_tree(job.source, excluded);
  if (!now) return fail(now.error());
  std::vector<system::TreeEntry> chosen;
  std::ranges::copy_if(*now, std::back_inserter(chosen),
                       [&](const system::TreeEntry& entry) { return packed->contains(entry.path); });
  progress.step("CopySource");
  const Result<void> copied = system::copy_entries(job.source, chosen, job.artifacts);
  return copied ? copy_lock(job) : copied;
}

}  // namespace

extern const Workflow workflow_nodejs{.name = "nodejs",
                                      .builder = "NodejsNpmBuilder",
                                      .manifest = "package.json",
                                      .layer_folder = "nodejs",
                                      .excluded_names = kExcluded,
                                      .place = Place::Either,
                                      .takes_manifest = takes_manifest,
                                      .accepts = accepts,
                                      .toolchain = nodejs::toolchain,
                                      .dependency_inputs = dependency_inputs,
                                      .resolve = resolve,
                                      .dependencies_apart = true,
                                      .layer_part = "node_modules",
                                      .only_copies = true,
                                      .code_folder = code_folder,
                                      .assemble = assemble};

}  // namespace cxsam::build
