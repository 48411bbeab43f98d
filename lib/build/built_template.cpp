#include "build/built_template.h"

#include <algorithm>
#include <vector>

#include "build/source_maps.h"
#include "build/write_if_changed.h"
#include "document/writer.h"
#include "template/further_names.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

Node* resource_of(Node& root, const std::string& logical_id) {
  Node* resources = root.find("Resources");
  Node* resource = resources == nullptr ? nullptr : resources->find(logical_id);
  return resource != nullptr && resource->is_map() ? resource : nullptr;
}

/// What stands beside code that was built, so that SAM CLI knows its name.
void name_built(Node& root, const std::string& logical_id) {
  Node* resource = resource_of(root, logical_id);
  if (resource == nullptr) return;
  Node* metadata = resource->find("Metadata");
  if (metadata == nullptr) metadata = &resource->set("Metadata", make_map());
  if (!metadata->is_map()) return;
  if (metadata->find("SamResourceId") != nullptr) return;
  const std::string construct(tmpl::construct_id(metadata));
  metadata->set("SamResourceId", make_string(construct.empty() ? logical_id : construct));
}

/// Says of what the AWS CDK has made that the property counts here, and not the place that the CDK gave.
void mark_normalized(Node& root, const std::string& logical_id) {
  Node* resource = resource_of(root, logical_id);
  Node* metadata = resource == nullptr ? nullptr : resource->find("Metadata");
  if (metadata != nullptr && metadata->find("aws:asset:path") != nullptr) metadata->set("SamNormalized", make_bool(true));
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
  const Node* globals = stack.source.root().at_path({"Globals", "Function"});
  for (const artifacts::Artifact& artifact : stack.artifacts) {
    if (artifact.is_code() && built.contains(stack.full_path(artifact.logical_id))) {
      name_built(root, artifact.logical_id);
      if (Node* resource = resource_of(root, artifact.logical_id)) enable_source_maps(*resource, globals);
    }
    mark_normalized(root, artifact.logical_id);
  }
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
