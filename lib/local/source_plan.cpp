#include "local/source_plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "artifacts/artifacts.h"
#include "base/file.h"
#include "build/make.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

bool is_build(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return folder.filename() == "build" && folder.parent_path().filename() == ".aws-sam";
}

/// The first line of it: what failed.
std::string failure_of_build(const fs::path& folder) {
  const fs::path build = folder / ".aws-sam" / "build";
  const Result<std::string> text = read_file(build::Folders{build, build.parent_path() / "deps"}.failure());
  return text ? text->substr(0, text->find('\n')) : "";
}

/// The templates of a project and the code that they name.
void add_paths(const project::Project& project, std::vector<fs::path>& paths) {
  const auto add = [&](const fs::path& path) {
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
  };
  for (const project::Stack* stack : project::all_stacks(project)) {
    add(fs::absolute(stack->template_path).lexically_normal());
    for (const artifacts::Artifact& artifact : stack->paths.known) add((stack->folder() / artifact.path).lexically_normal());
  }
}

}  // namespace

std::string SourcePlan::warning() const {
  if (build_failure.empty()) return "";
  return "The last build failed (" + build_failure + "), so functions run " +
         (built ? "from the build before it." : "straight from their source folders, without what they depend on.");
}

std::string SourcePlan::sentence(bool watching) const {
  if (!built) return "Functions run straight from their source folders; `cxsam build` would install what they depend on.";
  if (!watching || !rebuilds()) return "Functions run from .aws-sam/build, as `cxsam build` left it.";
  return "Functions run from .aws-sam/build; when a source file changes, `cxsam build` runs by itself.";
}

Result<SourcePlan> make_source_plan(const fs::path& folder, const std::optional<std::string>& given) {
  auto loaded = project::find_template(folder, given, true);
  if (!loaded) return fail(loaded.error());
  const fs::path path = fs::absolute(*loaded).lexically_normal();
  std::string failure = given ? "" : failure_of_build(folder);
  if (!is_build(path))
    return SourcePlan{.template_path = path, .source_template = path, .built = false, .build_failure = std::move(failure)};
  const fs::path home = path.parent_path().parent_path().parent_path();
  const auto source = project::find_template(home, std::nullopt, false);
  return SourcePlan{.template_path = path,
                    .source_template = source ? fs::absolute(*source).lexically_normal() : path,
                    .built = true,
                    .build_failure = std::move(failure)};
}

std::vector<fs::path> watched_paths(const SourcePlan& plan, const project::Project& project,
                                    const tmpl::ParameterOverrides& parameters) {
  std::vector<fs::path> paths;
  if (!plan.rebuilds()) {
    add_paths(project, paths);
    return paths;
  }
  const project::Request source{
      .template_path = plan.source_template, .parameters = parameters, .need = project::Need::Code, .expanded = false};
  add_paths(project::load(source).project, paths);
  paths.push_back(plan.template_path);
  return paths;
}

}  // namespace cxsam::local
