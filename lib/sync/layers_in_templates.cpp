// Nested stacks with the layers that hold what functions depend on.
#include <map>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "build/write_if_changed.h"
#include "document/node.h"
#include "document/sam_yaml.h"
#include "document/writer.h"
#include "sync/dependency_layers.h"
#include "sync/parse_document.h"

namespace cxsam::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemplate = "adl_nested_template.yaml";
constexpr std::string_view kMadeBy = "AWS SAM CLI sync command";

Node map_of(std::initializer_list<std::pair<std::string_view, Node>> members) {
  Node map = make_map();
  for (const auto& [key, value] : members) map.set(key, value);
  return map;
}

Node text(std::string_view value) { return make_string(std::string(value)); }

/// By the stack and the function that a layer is for.
std::string layer_name(std::string_view stack, std::string_view function) {
  constexpr std::size_t kStack = 16;
  constexpr std::size_t kFunction = 22;
  constexpr std::size_t kHash = 8;
  return fmt::format("{}{}-{}{}-DepLayer", stack.substr(0, kStack), md5_hex(stack).substr(0, kHash),
                     function.substr(0, kFunction), md5_hex(function).substr(0, kHash));
}

Node layer_resource(const DependencyLayer& layer, std::string_view stack) {
  const std::string_view function = cloud::own_id(layer.function);
  Node properties = map_of({{"LayerName", text(layer_name(stack, function))},
                            {"Description", text(fmt::format("Auto created layer for dependencies of function {}", function))},
                            {"ContentUri", text(layer.archive.filename().string())},
                            {"RetentionPolicy", text("Delete")},
                            {"CompatibleRuntimes", make_list({text(layer.runtime)})}});
  return map_of({{"Type", text("AWS::Serverless::LayerVersion")},
                 {"Properties", std::move(properties)},
                 {"Metadata", map_of({{"CreatedBy", text(kMadeBy)}})}});
}

/// The layers of one stack's functions.
using Group = std::vector<const DependencyLayer*>;

Node nested_template(const Group& group, std::string_view stack) {
  Node resources = make_map();
  Node outputs = make_map();
  for (const DependencyLayer* layer : group) {
    const std::string id(cloud::own_id(layer->path));
    resources.set(id, layer_resource(*layer, stack));
    outputs.set(id, map_of({{"Value", make_ref(id)}}));
  }
  return map_of({{"AWSTemplateFormatVersion", text("2010-09-09")},
                 {"Transform", text("AWS::Serverless-2016-10-31")},
                 {"Resources", std::move(resources)},
                 {"Outputs", std::move(outputs)},
                 {"Metadata", map_of({{"CreatedBy", text(kMadeBy)}})}});
}

/// The function uses its layer after those that it has.
void use_layer(Node& resources, const DependencyLayer& layer, const std::string& nested) {
  Node* resource = resources.find(cloud::own_id(layer.function));
  if (resource == nullptr || !resource->is_map()) return;
  Node* properties = resource->find("Properties");
  if (properties == nullptr || !properties->is_map()) properties = &resource->set("Properties", make_map());
  Node* list = properties->find("Layers");
  if (list == nullptr || !list->is_list()) list = &properties->set("Layers", make_list());
  list->push(make_get_att(nested, fmt::format("Outputs.{}", cloud::own_id(layer.path))));
}

Result<Node> read_template(const fs::path& file) {
  const Result<std::string> written = read_file(file);
  return written ? parse_document(*written, fmt::format("`{}`", file.string())) : fail(written.error());
}

Result<void> add_to_template(const Group& group, std::string_view stack, bool as_sam) {
  const fs::path folder = group.front()->archive.parent_path();
  const auto write = [&](const fs::path& file, const Node& root) {
    return build::write_if_changed(file, as_sam ? write_sam_yaml(root) : write_yaml(root));
  };
  Result<Node> root = read_template(folder / "template.yaml");
  if (!root) return fail(std::move(root).error());
  Node* resources = root->find("Resources");
  if (resources == nullptr) return {};
  const std::string& path = group.front()->path;
  const std::string above = path.substr(0, path.rfind('/'));
  const std::string nested(cloud::own_id(above));
  for (const DependencyLayer* layer : group) use_layer(*resources, *layer, nested);
  resources->set(nested, map_of({{"Type", text("AWS::CloudFormation::Stack")},
                                 {"DeletionPolicy", text("Delete")},
                                 {"Properties", map_of({{"TemplateURL", text(kTemplate)}})},
                                 {"Metadata", map_of({{"CreatedBy", text(kMadeBy)}})}}));
  if (Result<void> written = write(folder / kTemplate, nested_template(group, stack)); !written) return written;
  return write(folder / "template.yaml", *root);
}

}  // namespace

Result<void> add_to_templates(const std::vector<DependencyLayer>& layers, std::string_view stack, bool as_sam) {
  std::map<fs::path, Group> groups;
  for (const DependencyLayer& layer : layers) groups[layer.archive.parent_path()].push_back(&layer);
  for (const auto& [folder, group] : groups)
    if (Result<void> added = add_to_template(group, stack, as_sam); !added) return added;
  return {};
}

}  // namespace cxsam::sync
