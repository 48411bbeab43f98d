#include "build/built_template.h"

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

Node built_template(const project::Project& project, const std::set<std::string, std::less<>>& built,
                    const fs::path& build_folder) {
  const fs::path source_folder = fs::absolute(project.template_path).parent_path();
  std::vector<std::string> paths;
  for (const artifacts::Artifact& artifact : project.artifacts) {
    if (artifact.is_code() && built.contains(artifact.logical_id)) {
      paths.push_back(artifact.logical_id);
    } else {
      paths.push_back((source_folder / artifact.path).lexically_normal().lexically_relative(build_folder).string());
    }
  }
  Node root = artifacts::with_paths(project.source, project.artifacts, paths);
  name_resources(root);
  return root;
}

}  // namespace cxsam::build
