#include "build/built_template.h"

#include <algorithm>
#include <vector>

#include "build/source_maps.h"
#include "build/write_if_changed.h"
#include "document/sam_yaml.h"
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
  const std::string_view path = tmpl::construct_id(metadata);
  const std::string construct(path.substr(0, path.find('.')));  // "Shed" of "Shed.NestedStackResource"
  metadata->set("SamResourceId", make_string(construct.empty() ? logical_id : construct));
}

/// Says of what the AWS CDK has made that the property counts here, and not the place that the CDK gave; that one is named from
/// the built template all the same.
void mark_normalized(Node& root, const std::string& logical_id, const std::string& place) {
  Node* resource = resource_of(root, logical_id);
  Node* metadata = resource == nullptr ? nullptr : resource->find("Metadata");
  if (metadata == nullptr || metadata->find("aws:asset:path") == nullptr) return;
  metadata->set("aws:asset:path", make_string(place));
  metadata->set("SamNormalized", make_bool(true));
}

/// Where SAM CLI has made the properties itself they come last.
void put_properties_last(Node& root, const tmpl::Template& source, const std::string& logical_id) {
  const tmpl::Resource* written = source.find_resource(logical_id);
  Node* resource = resource_of(root, logical_id);
  if (resource == nullptr || written == nullptr || written->node->find("Properties") != nullptr) return;
  Node* made = resource->find("Properties");
  if (made == nullptr) return;
  Node properties = std::move(*made);
  resource->erase("Properties");
  resource->set("Properties", std::move(properties));
}

/// Without a slash at its end.
std::string path_from(const fs::path& place, const fs::path& folder) {
  const fs::path path = place.lexically_normal().lexically_relative(folder);
  return path.filename().empty() ? path.parent_path().string() : path.string();
}

}  // namespace

Node built_template(const project::Stack& stack, const std::set<std::string, std::less<>>& built, const fs::path& folder) {
  const fs::path source_folder = stack.folder();
  const auto is_built = [&](const artifacts::Artifact& artifact) {
    return artifact.is_code() && built.contains(stack.full_path(artifact.logical_id));
  };
  const auto is_nested = [&](const artifacts::Artifact& artifact) {
    return artifact.kind == artifacts::Kind::NestedTemplate && stack.find_child(artifact.logical_id) != nullptr;
  };
  std::vector<std::string> paths;
  for (const artifacts::Artifact& artifact : stack.paths.known) {
    const std::string here = is_nested(artifact) ? artifact.logical_id + "/template.yaml" : artifact.logical_id;
    paths.push_back(is_built(artifact) || is_nested(artifact) ? here : path_from(source_folder / artifact.path, folder));
  }
  Node root = artifacts::with_paths(stack.source, stack.paths.known, paths);
  const Node* globals = stack.source.root().at_path({"Globals", "Function"});
  for (const artifacts::Artifact& artifact : stack.paths.known) {
    if (is_built(artifact) || is_nested(artifact)) name_built(root, artifact.logical_id);
    mark_normalized(root, artifact.logical_id, path_from(source_folder / artifact.path, folder));
    if (!is_built(artifact)) continue;
    put_properties_last(root, stack.source, artifact.logical_id);
    if (Node* resource = resource_of(root, artifact.logical_id)) enable_source_maps(*resource, globals);
  }
  return root;
}

Result<void> write_templates(const project::Project& project, const std::set<std::string, std::less<>>& built,
                             const Folders& folders, bool as_sam) {
  std::vector<const project::Stack*> stacks = project::all_stacks(project);
  std::ranges::reverse(stacks);
  for (const project::Stack* stack : stacks) {
    const fs::path folder = stack->path.empty() ? folders.build : folders.build / stack->path;
    const Node root = built_template(*stack, built, folder);
    const std::string text = as_sam ? write_sam_yaml(root) : write_yaml(root);
    if (Result<void> written = write_if_changed(folder / "template.yaml", text); !written) return written;
  }
  return {};
}

}  // namespace cxsam::build
