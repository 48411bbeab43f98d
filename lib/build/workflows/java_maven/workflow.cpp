// Java with Maven: classes at the top, the jars that they need in lib/; layers get the project's own jar there, too.
// Source: AWS Lambda developer guide, "Deploy Java Lambda functions with .zip or JAR file archives"; AWS SAM developer guide,
// "Building with AWS SAM".
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/java/compiled.h"
#include "build/workflows/java_maven/reactor.h"
#include "system/copy.h"
#include "system/packages.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kExcluded{".aws-sam", ".git",    "target",   "node_modules",
                                                    ".idea",    ".vscode", ".settings"};

bool accepts(std::string_view method, const fs::path& source) {
  return method.starts_with("java") && file_exists(source / "pom.xml");
}

/// The project's own wrapper goes first: it names the version of Maven that the project needs.
Tool maven(const Job& job) {
  const java::Reactor reactor = java::find_reactor(job.source);
  for (const fs::path& folder : {job.source, reactor.root})
    if (system::find_program((folder / "mvnw").string())) return {"mvnw", "", {folder}};
  return {"mvn", system::how_to_install("mvn")};
}

std::vector<Tool> tools(const Job& job) { return {maven(job)}; }

std::vector<fs::path> inputs(const Job& job) {
  const java::Reactor reactor = java::find_reactor(job.source);
  std::vector<fs::path> inputs = reactor.poms;
  if (!reactor.single()) inputs.push_back(reactor.root);
  return inputs;
}

/// What went wrong, without Maven's advice on itself.
std::string errors_of(const system::CommandResult& result) {
  constexpr std::string_view kMark = "[ERROR] ";
  std::vector<std::string> errors;
  for (const std::string_view line : split(result.out, '\n')) {
    if (!line.starts_with(kMark)) continue;
    const std::string_view text = trim(line.substr(kMark.size()));
    if (text.starts_with("To see the full stack trace") || text.starts_with("-> [Help")) break;
    if (!text.empty()) errors.push_back(replace_all(std::string(text), " -> [Help 1]", ""));
  }
  return errors.empty() ? what_it_said(result) : join(errors, "\n");
}

/// Tells of the user's folders, not of the copies.
Result<void> told(std::string message, const java::Reactor& reactor, const fs::path& copies) {
  const fs::path copy = reactor.copy_of(reactor.root, copies);
  return fail("Maven Failed: " + replace_all(std::move(message), copy.string(), reactor.root.string()));
}

/// One run, so that modules which this one needs are at hand when its dependencies are collected.
Result<void> run_maven(const Job& job, const java::Reactor& reactor, const fs::path& copies, const Progress& progress) {
  system::Command command;
  command.words = {job.tools.at(maven(job).name).string(), "--batch-mode", "--no-transfer-progress"};
  if (!reactor.single())
    command.words.insert(command.words.end(),
                         {"--projects", reactor.module.lexically_relative(reactor.root).string(), "--also-make"});
  command.words.insert(command.words.end(),
                       {"package", "dependency:copy-dependencies", "-DincludeScope=runtime", "-Dmdep.prependGroupId=true"});
  command.folder = reactor.copy_of(reactor.root, copies);
  const Result<std::string> built = run_tool(std::move(command), "mvn package", progress, errors_of);
  return built ? Result<void>() : told(built.error().message, reactor, copies);
}

Result<void> copy_libraries(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(from, error)) {
    if (!entry.is_regular_file(error) || !java::is_library(entry.path())) continue;
    fs::create_directories(to, error);
    if (Result<void> copied = system::duplicate_file(entry.path(), to / entry.path().filename()); !copied) return copied;
  }
  return {};
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry>, const Progress& progress) {
  const java::Reactor reactor = java::find_reactor(job.source);
  const fs::path copies = job.scratch / "project";
  progress.step("CopySource");
  if (Result<void> copied = java::copy_reactor(reactor, copies); !copied) return copied;
  progress.step("MavenBuild");
  if (Result<void> built = run_maven(job, reactor, copies, progress); !built) return built;
  progress.step("MavenCopyDependency");
  const fs::path target = reactor.copy_of(reactor.module, copies) / "target";
  const fs::path library = job.artifacts / "lib";
  if (Result<void> copied = copy_libraries(target / "dependency", library); !copied) return copied;
  progress.step("MavenCopyArtifacts");
  if (job.layer) return copy_libraries(target, library);
  if (!file_exists(target / "classes")) return fail("Required target/classes directory was not produced from 'mvn package'");
  if (Result<void> copied = system::copy_tree(target / "classes", job.artifacts); !copied) return copied;
  java::note_too_new(job, progress);
  return {};
}

}  // namespace

extern const Workflow workflow_java_maven{.name = "java_maven",
                                          .builder = "JavaMavenWorkflow",
                                          .manifest = "pom.xml",
                                          .layer_folder = "java",
                                          .excluded_names = kExcluded,
                                          .place = Place::Either,
                                          .accepts = accepts,
                                          .tools = tools,
                                          .dependency_inputs = inputs,
                                          .assemble = assemble};

}  // namespace cxsam::build
