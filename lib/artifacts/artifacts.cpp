#include "artifacts/artifacts.h"

#include <array>
#include <ranges>
#include <span>

#include "base/text.h"
#include "template/effective.h"

namespace cxsam::artifacts {
namespace {

/// A property that holds a local path, or a document at a well-known key that does.
struct Row {
  std::string_view type;
  std::string_view property;
  Kind kind;
  bool required = false;  // a missing value means the template's folder
};

// Source: AWS CLI, "aws cloudformation package"; AWS SAM developer guide, "sam build".
constexpr std::array kRows{
    Row{"AWS::Serverless::Function", "CodeUri", Kind::FunctionCode, true},
    Row{"AWS::Serverless::LayerVersion", "ContentUri", Kind::LayerContent, true},
    Row{"AWS::Serverless::Api", "DefinitionUri", Kind::Definition},
    Row{"AWS::Serverless::HttpApi", "DefinitionUri", Kind::Definition},
    Row{"AWS::Serverless::StateMachine", "DefinitionUri", Kind::Definition},
    Row{"AWS::Serverless::GraphQLApi", "SchemaUri", Kind::Definition},
    Row{"AWS::Serverless::Application", "Location", Kind::NestedTemplate},
    Row{"AWS::Lambda::Function", "Code", Kind::FunctionCode},
    Row{"AWS::Lambda::LayerVersion", "Content", Kind::LayerContent},
    Row{"AWS::CloudFormation::Stack", "TemplateURL", Kind::NestedTemplate},
    Row{"AWS::CloudFormation::StackSet", "TemplateURL", Kind::NestedTemplate},
    Row{"AWS::StepFunctions::StateMachine", "DefinitionS3Location", Kind::Definition},
    Row{"AWS::ApiGateway::RestApi", "BodyS3Location", Kind::Definition},
    Row{"AWS::ApiGatewayV2::Api", "BodyS3Location", Kind::Definition},
    Row{"AWS::AppSync::GraphQLSchema", "DefinitionS3Location", Kind::Definition},
    Row{"AWS::AppSync::Resolver", "CodeS3Location", Kind::Other},
    Row{"AWS::AppSync::FunctionConfiguration", "CodeS3Location", Kind::Other},
    Row{"AWS::Glue::Job", "Command.ScriptLocation", Kind::Other},
    Row{"AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle", Kind::Other},
    Row{"AWS::CloudFormation::ModuleVersion", "ModulePackage", Kind::Other},
    Row{"AWS::CloudFormation::ResourceVersion", "SchemaHandlerPackage", Kind::Other},
};

/// One resource as its properties read with Globals merged.
class View {
 public:
  View(const tmpl::Template& source, const tmpl::Resource& resource) : properties_(source, resource) {}

  /// The value at "Command.ScriptLocation"; null when it is missing or null.
  [[nodiscard]] const Node* find(std::string_view path) const {
    const std::vector<std::string_view> keys = split(path, '.');
    const Node* value = properties_.find(keys.front());
    for (const std::string_view key : keys | std::views::drop(1)) value = value ? value->find(key) : nullptr;
    return value && !value->is_null() ? value : nullptr;
  }

  /// The keys that lead to it in the template.
  [[nodiscard]] std::vector<std::string> where(std::string_view path) const {
    const std::vector<std::string_view> keys = split(path, '.');
    std::vector<std::string> pointer = properties_.where(keys.front());
    pointer.insert(pointer.end(), keys.begin() + 1, keys.end());
    return pointer;
  }

 private:
  tmpl::Effective properties_;
};

/// A URL, or a dynamic reference, which AWS looks up.
bool is_remote(std::string_view text) {
  return text.find("{{resolve:") != std::string_view::npos || text.starts_with("s3://") || text.starts_with("https://") ||
         text.starts_with("http://");
}

/// Code that is in the template itself or in an image has no path.
bool has_no_path(const View& view, std::string_view type) {
  const bool sam = type == "AWS::Serverless::Function";
  if (!sam && type != "AWS::Lambda::Function") return false;
  if (const Node* package = view.find("PackageType"); package && package->as_string() == "Image") return true;
  return sam && (view.find("InlineCode") || view.find("ImageUri"));
}

std::optional<Artifact> artifact_of(const View& view, const tmpl::Resource& resource, const Row& row) {
  Artifact artifact{.logical_id = std::string(resource.logical_id),
                    .resource_type = std::string(resource.type),
                    .property = std::string(row.property),
                    .kind = row.kind,
                    .path = "",
                    .pointer = view.where(row.property),
                    .where = resource.id_span};
  const Node* value = view.find(row.property);
  if (!value) return row.required ? std::optional(std::move(artifact)) : std::nullopt;
  if (!value->is_string() || is_remote(value->text)) return std::nullopt;
  artifact.path = value->text;
  artifact.where = value->span;
  return artifact;
}

/// {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "./api.yaml"}}} anywhere below a resource.
void find_includes(const Node& node, std::vector<std::string>& pointer, const tmpl::Resource& resource,
                   std::vector<Artifact>& out) {
  if (const Node* include = node.find("Fn::Transform"); include && include->find("Name")) {
    const Node* location = include->at_path({"Parameters", "Location"});
    const bool local = location && location->is_string() && !is_remote(location->text);
    if (local && include->find("Name")->as_string() == "AWS::Include") {
      std::vector<std::string> place = pointer;
      place.insert(place.end(), {"Fn::Transform", "Parameters", "Location"});
      out.push_back({std::string(resource.logical_id), std::string(resource.type), "Fn::Transform", Kind::Other, location->text,
                     std::move(place), location->span});
    }
  }
  for (const Member& member : node.members) {
    pointer.push_back(member.key);
    find_includes(member.value, pointer, resource, out);
    pointer.pop_back();
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    pointer.push_back(std::to_string(i));
    find_includes(node.items[i], pointer, resource, out);
    pointer.pop_back();
  }
}

/// Sets the value at `pointer`, making maps on the way; list entries are named by their index.
void set_at(Node& node, std::span<const std::string> pointer, Node value) {
  const std::string& key = pointer.front();
  if (node.is_list()) {
    Node& item = node.items[std::stoul(key)];
    if (pointer.size() == 1) {
      item = std::move(value);
    } else {
      set_at(item, pointer.subspan(1), std::move(value));
    }
    return;
  }
  if (pointer.size() == 1) {
    node.set(key, std::move(value));
    return;
  }
  if (const Node* child = node.find(key); !child || child->is_null()) node.set(key, make_map({}, node));
  for (Member& member : node.members) {
    if (member.key == key) return set_at(member.value, pointer.subspan(1), std::move(value));
  }
}

}  // namespace

std::vector<Artifact> find_artifacts(const tmpl::Template& source) {
  std::vector<Artifact> artifacts;
  for (const tmpl::Resource& resource : source.resources()) {
    const View view(source, resource);
    if (!has_no_path(view, resource.type)) {
      for (const Row& row : kRows) {
        if (row.type != resource.type) continue;
        if (auto artifact = artifact_of(view, resource, row)) artifacts.push_back(std::move(*artifact));
      }
    }
    if (!resource.properties) continue;
    std::vector<std::string> pointer{"Resources", std::string(resource.logical_id), "Properties"};
    find_includes(*resource.properties, pointer, resource, artifacts);
  }
  return artifacts;
}

Node with_paths(const tmpl::Template& source, const std::vector<Artifact>& artifacts, const std::vector<std::string>& paths) {
  Node root = source.root();
  for (std::size_t i = 0; i < artifacts.size() && i < paths.size(); ++i) {
    const Artifact& artifact = artifacts[i];
    std::vector<std::string> pointer = artifact.pointer;
    if (pointer.front() == "Globals") {
      pointer.erase(pointer.begin(), pointer.begin() + 2);
      pointer.insert(pointer.begin(), {"Resources", artifact.logical_id, "Properties"});
    }
    Node origin;
    origin.span = artifact.where;
    set_at(root, pointer, make_string(paths[i], origin));
  }
  return root;
}

}  // namespace cxsam::artifacts
