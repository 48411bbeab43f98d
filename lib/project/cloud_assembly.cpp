#include "project/cloud_assembly.h"

#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::project {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "manifest.json";
constexpr int kMaxDepth = 16;

std::string text_at(const Json& artifact, const char* name) {
  if (!artifact.is_object()) return "";
  const auto properties = artifact.find("properties");
  if (properties == artifact.end() || !properties->is_object()) return "";
  const auto text = properties->find(name);
  return text != properties->end() && text->is_string() ? text->get<std::string>() : "";
}

Result<void> collect(const fs::path& folder, int depth, std::vector<fs::path>& templates) {
  const Result<std::string> text = read_file(folder / kManifest);
  if (!text) return fail(text.error());
  const Result<Json> manifest = parse_json(*text);
  if (!manifest) return fail(Error(manifest.error()).with("reading `" + (folder / kManifest).string() + "`"));
  const auto artifacts = manifest->is_object() ? manifest->find("artifacts") : manifest->end();
  if (artifacts == manifest->end() || !artifacts->is_object()) return {};
  for (const auto& [name, artifact] : artifacts->items()) {
    if (const std::string file = text_at(artifact, "templateFile"); !file.empty()) templates.push_back(folder / file);
    const std::string inner = text_at(artifact, "directoryName");
    if (inner.empty() || depth == kMaxDepth) continue;
    if (Result<void> collected = collect(folder / inner, depth + 1, templates); !collected) return collected;
  }
  return {};
}

}  // namespace

bool is_cloud_assembly(const fs::path& folder) { return file_exists(folder / kManifest) && file_exists(folder / "cdk.out"); }

Result<fs::path> template_of_assembly(const fs::path& folder) {
  std::vector<fs::path> templates;
  if (Result<void> collected = collect(folder, 0, templates); !collected) return fail(collected.error());
  if (templates.size() == 1) return templates.front();
  if (templates.empty()) return fail("`" + folder.string() + "` has no stack");
  Error error{"`" + folder.string() + "` has " + plural(templates.size(), "stack") + ": name the template of one"};
  for (const fs::path& path : templates) error.hints.push_back("--template-file " + path.string());
  return fail(std::move(error));
}

}  // namespace cxsam::project
