// Java with Gradle: classes at the top, the jars that they need in lib/; layers get the project's own jar there, too.
// Source: AWS Lambda developer guide, "Deploy Java Lambda functions with .zip or JAR file archives"; AWS SAM developer guide,
// "Building with AWS SAM".
#include <array>

#include "base/embedded.h"
#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/java/compiled.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kExcluded{".aws-sam", ".git", ".gradle", "build", "node_modules", ".idea", ".vscode"};

bool has_build_file(const fs::path& folder) {
  return file_exists(folder / "build.gradle") || file_exists(folder / "build.gradle.kts");
}

bool accepts(std::string_view method, const fs::path& source) {
  return method.starts_with("java") && !file_exists(source / "pom.xml");
}

/// The outermost project that this one may be a part of.
fs::path root_of(const fs::path& source) {
  const fs::path root = nearest_with(source, {"settings.gradle", "settings.gradle.kts"});
  return root.empty() ? source : root;
}

/// The project's own wrapper goes first: it names the version of Gradle that the project needs.
Tool gradle(const Job& job) {
  for (const fs::path& folder : {job.source, root_of(job.source)})
    if (system::find_program((folder / "gradlew").string())) return {"gradlew", "", {folder}};
  return {"gradle",
          "install Gradle, or add its wrapper to the project: https://docs.gradle.org/current/userguide/gradle_wrapper.html"};
}

std::vector<Tool> tools(const Job& job) { return has_build_file(job.source) ? std::vector{gradle(job)} : std::vector<Tool>{}; }

std::vector<fs::path> inputs(const Job& job) {
  const fs::path root = root_of(job.source);
  return root == job.source ? std::vector<fs::path>{} : std::vector{root};
}

/// What went wrong, without Gradle's advice on itself.
std::string errors_of(const system::CommandResult& result) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(result.err, '\n')) {
    if (line.starts_with("* Try:") || line.starts_with("BUILD FAILED")) break;
    if (!trim(line).empty() && !line.starts_with("FAILURE: Build failed") && line != "* What went wrong:")
      lines.emplace_back(line);
  }
  return lines.empty() ? what_it_said(result) : join(lines, "\n");
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry>, const Progress& progress) {
  if (!has_build_file(job.source))
    return fail(Error{"`" + job.source.string() + "` has neither pom.xml nor build.gradle nor build.gradle.kts"}
                    .hint("CodeUri names the folder of a Maven or Gradle project")
                    .hint("code that is compiled already is left as it is with `Metadata: {SkipBuild: true}`"));
  progress.step("GradleBuild");
  const fs::path script = job.scratch / "layout.gradle";
  const Result<void> wrote = write_file_atomically(script, embedded_file("lib/build/workflows/java_gradle/layout.gradle"));
  if (!wrote) return wrote;
  const fs::path target = job.scratch / "layout";
  system::Command command;
  command.words = {job.tools.at(gradle(job).name).string(),
                   "cxsamLayout",
                   "--init-script",
                   script.string(),
                   "--project-cache-dir",
                   (job.scratch / "cache").string(),
                   "--console=plain",
                   "-Dcxsam.project=" + job.source.string(),
                   "-Dcxsam.target=" + target.string(),
                   "-Dcxsam.scratch=" + job.scratch.string(),
                   "-Dcxsam.layer=" + std::string(job.layer ? "true" : "false")};
  command.folder = job.source;
  const Result<std::string> built = run_tool(std::move(command), "gradle build", progress, errors_of);
  if (!built) return fail("Gradle Failed: " + built.error().message);
  progress.step("CopyArtifacts");
  if (Result<void> copied = system::copy_tree(target, job.artifacts); !copied) return copied;
  java::note_too_new(job, progress);
  return {};
}

}  // namespace

extern const Workflow workflow_java_gradle{.name = "java_gradle",
                                           .builder = "JavaGradleWorkflow",
                                           .manifest = "build.gradle",
                                           .layer_folder = "java",
                                           .excluded_names = kExcluded,
                                           .place = Place::Either,
                                           .accepts = accepts,
                                           .tools = tools,
                                           .dependency_inputs = inputs,
                                           .assemble = assemble};

}  // namespace cxsam::build
