// Node.js with esbuild: TypeScript and JavaScript with all that they import, in one file each.
// Source: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild".
#include <array>

#include "base/did_you_mean.h"
#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/esbuild/entry_points.h"
#include "build/workflows/esbuild/options.h"
#include "build/workflows/nodejs/dependencies.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kExcluded{".aws-sam",  "node_modules",  ".git",  ".svn",
                                                    ".DS_Store", "npm-debug.log", ".idea", ".vscode"};

bool accepts(std::string_view method, const fs::path&) { return method == "esbuild"; }

bool takes_manifest(const fs::path& file) { return file.extension() == ".json"; }

/// A bundle takes what it needs of the dependencies, and the tools that make it are development dependencies.
Result<void> resolve(const Job& job, const Progress& progress) {
  return nodejs::install_dependencies(job, nodejs::Wanted::Everything, progress);
}

/// Without a package.json of its own the code imports what the project above it has installed.
std::vector<fs::path> inputs(const Job& job) {
  if (file_exists(job.manifest)) return nodejs::dependency_inputs(job);
  const fs::path project = nearest_with(job.source, {"package.json"});
  if (project.empty()) return {job.manifest};
  return {project / "package.json", project / "node_modules" / ".package-lock.json", project / "pnpm-lock.yaml",
          project / "yarn.lock"};
}

/// Where the code is bundled: where node_modules are beside or above it.
Result<fs::path> folder_to_work_in(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  if (job.in_source) return job.source;
  progress.step("CopySource");
  const fs::path folder = job.scratch / "code";
  if (Result<void> copied = system::copy_entries(job.source, source, folder); !copied) return fail(copied.error());
  const fs::path modules = job.dependencies / "node_modules";
  std::error_code error;
  if (file_exists(modules)) fs::create_directory_symlink(modules, folder / "node_modules", error);
  if (error) return fail("cannot link `" + modules.string() + "`: " + error.message());
  return folder;
}

/// Also where a workspace above has installed it. The error is in SAM CLI's words.
Result<fs::path> find_esbuild(const Job& job) {
  constexpr std::string_view kPrograms = "node_modules/.bin";
  Tool tool{"esbuild", "", {job.dependencies / kPrograms, job.source / kPrograms}};
  if (const fs::path above = nearest_with(job.source, {"node_modules/.bin/esbuild"}); !above.empty())
    tool.folders.push_back(above / kPrograms);
  Result<fs::path> found = find_tool(tool);
  if (found) return found;
  return fail(
      Error{"Esbuild Failed: Cannot find esbuild. esbuild must be installed on the host machine to use this feature. It is "
            "recommended to be installed on the PATH, but can also be included as a project dependency."}
          .hint("add it to the function's package.json: npm install --save-dev esbuild")
          .hint(found.error().message));
}

void note_unknown_property(std::string_view name, const Progress& progress) {
  progress.note("Warning: esbuild has no build property `" + std::string(name) + "`, which is passed over");
  for (const std::string& hint : did_you_mean(std::string(name), esbuild::property_names())) progress.note("  hint: " + hint);
}

Result<void> bundle(const Job& job, const fs::path& folder, const Progress& progress) {
  const Result<esbuild::EntryPoints> entries = esbuild::find_entry_points(job);
  if (!entries) return fail("Esbuild Failed: " + entries.error().message);
  const Result<fs::path> program = find_esbuild(job);
  if (!program) return fail(program.error());
  system::Command command;
  command.words = {program->string()};
  command.words.insert(command.words.end(), entries->files.begin(), entries->files.end());
  for (std::string& argument :
       esbuild::arguments(job.properties, [&](std::string_view name) { note_unknown_property(name, progress); }))
    command.words.push_back(std::move(argument));
  if (entries->keep_folders && job.properties.find("Outbase") == nullptr) command.words.emplace_back("--outbase=.");
  command.words.push_back("--outdir=" + job.artifacts.string());
  if (job.properties.find("LogLevel") == nullptr) command.words.emplace_back("--log-level=warning");
  command.folder = folder;
  const Result<std::string> bundled = run_tool(std::move(command), "esbuild", progress);
  if (bundled) return {};
  Error error{"Esbuild Failed: " + replace_all(bundled.error().message, folder.string(), job.source.string())};
  if (!job.in_source && error.message.find("Could not resolve \"..") != std::string::npos)
    error.hints.emplace_back("the code is built in a copy of CodeUri; what lies beside it is there with --build-in-source");
  return fail(std::move(error));
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  const Result<fs::path> folder = folder_to_work_in(job, source, progress);
  if (!folder) return fail(folder.error());
  progress.step("EsbuildBundle");
  if (Result<void> bundled = bundle(job, *folder, progress); !bundled) return bundled;
  esbuild::note_lost_handler(job, progress);
  return {};
}

}  // namespace

extern const Workflow workflow_esbuild{.name = "esbuild",
                                       .builder = "NodejsNpmEsbuildBuilder",
                                       .manifest = "package.json",
                                       .layer_folder = "nodejs",
                                       .excluded_names = kExcluded,
                                       .uses_handler = true,
                                       .imports_from_beside = true,
                                       .place = Place::Either,
                                       .takes_manifest = takes_manifest,
                                       .accepts = accepts,
                                       .toolchain = nodejs::toolchain,
                                       .dependency_inputs = inputs,
                                       .resolve = resolve,
                                       .dependencies_apart = true,
                                       .assemble = assemble};

}  // namespace cxsam::build
