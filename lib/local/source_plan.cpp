#include "local/source_plan.h"

#include <algorithm>

#include "artifacts/artifacts.h"
#include "document/reader.h"
#include "project/project.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

bool is_build(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return folder.filename() == "build" && folder.parent_path().filename() == ".aws-sam";
}

std::vector<fs::path> code_paths(const fs::path& source_template) {
  Sources sources;
  Diagnostics unused;
  const auto file = sources.load(source_template);
  auto root = file ? read_document(sources, *file, unused) : std::nullopt;
  if (!root) return {};
  std::vector<fs::path> paths;
  for (const artifacts::Artifact& artifact : artifacts::find_artifacts(tmpl::Template::from(std::move(*root), unused))) {
    const fs::path path = (source_template.parent_path() / artifact.path).lexically_normal();
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
  }
  return paths;
}

}  // namespace

std::string SourcePlan::sentence(bool watching) const {
  if (!built) return "Functions run straight from their source folders; `cxsam build` would install what they depend on.";
  if (!watching || !rebuilds()) return "Functions run from .aws-sam/build, as `cxsam build` left it.";
  return "Functions run from .aws-sam/build; when a source file changes, `cxsam build` runs by itself.";
}

Result<SourcePlan> make_source_plan(const fs::path& folder, const std::optional<std::string>& given) {
  auto loaded = project::find_template(folder, given, true);
  if (!loaded) return fail(loaded.error());
  const fs::path path = fs::absolute(*loaded).lexically_normal();
  if (!is_build(path)) return SourcePlan{.template_path = path, .source_template = path, .built = false};
  const fs::path home = path.parent_path().parent_path().parent_path();
  const auto source = project::find_template(home, std::nullopt, false);
  return SourcePlan{
      .template_path = path, .source_template = source ? fs::absolute(*source).lexically_normal() : path, .built = true};
}

std::vector<fs::path> watched_paths(const SourcePlan& plan) {
  std::vector<fs::path> paths = code_paths(plan.source_template);
  paths.push_back(plan.source_template);
  if (plan.rebuilds()) paths.push_back(plan.template_path);
  return paths;
}

}  // namespace cxsam::local
