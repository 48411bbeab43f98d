#include "build/built_template.h"

#include <algorithm>
#include <vector>

#include "build/write_if_changed.h"
#include "document/writer.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

void name_resources(Node& root) {
  Node* resources = root.find("Resources");
  if (resources == nullptr) return;
  for (Member& resource : resources->members) {
    if (!resource.value.is_map()) continue;
    Node* metadata = resource.value.find("Metadata");
    if (metadata == nullptr) metadata = &resource.value.set("Metadata", make_map());
    if (metadata->is_map() && metadata->find("SamResourceId") == nullptr)
      metadata->set("SamResourceId", make_string(resource.key));
  }
}

}  // namespace

Node built_template(const project::Stack& stack, const std::set<std::string, std::less<>>& built, const fs::path& folder) {
  const fs::path source_folder = stack.folder();
  std::vector<std::string> paths;
  for (const artifacts::Artifact& artifact : stack.artifacts) {
    if (artifact.is_code() && built.contains(stack.full_path(artifact.logical_id))) {
      paths.push_back(artifact.logical_id);
    } else if (artifact.kind == artifacts::Kind::NestedTemplate && stack.find_child(artifact.logical_id) != nullptr) {
      paths.push_back(artifact.logical_id + "/template.yaml");
    } else {
      paths.push_back((source_folder / artifact.path).lexically_normal().lexically_relative(folder).string());
    }
  }
  Node root = artifacts::with_paths(stack.source, stack.artifacts, paths);
  name_resources(root);
  return root;
}

Result<void> write_templates(const project::Project& project, const std::set<std::string, std::less<>>& built,
                             const Folders& folders) {
  std::vector<const project::Stack*> stacks = project::all_stacks(project);
  std::ranges::reverse(stacks);
  for (const project::Stack* stack : stacks) {
    const fs::path folder = stack->path.empty() ? folders.build : folders.build / stack->path;
    const std::string text = write_yaml(built_template(*stack, built, folder));
    if (Result<void> written = write_if_changed(folder / "template.yaml", text); !written) return written;
  }
  return {};
}

}  // namespace cxsam::build
