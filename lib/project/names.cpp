#include "project/names.h"

#include <algorithm>
#include <array>

namespace cxsam::project {
namespace {

constexpr std::array<std::string_view, 4> kTypes{"AWS::Serverless::Function", "AWS::Lambda::Function",
                                                 "AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion"};

/// "Shop/Hello" of "Shop/Hello/Resource": the last part is the construct's default child.
std::string_view construct_path(const Node& resource) {
  const Node* path = resource.at_path({"Metadata", "aws:cdk:path"});
  std::string_view text = path == nullptr ? std::string_view() : path->as_string().value_or("");
  for (const std::string_view child : {"/Resource", "/Default"})
    if (text.ends_with(child)) text.remove_suffix(child.size());
  return text;
}

/// Whether `name` is the whole path or its end: "Hello" and "Api/Hello" of "Shop/Api/Hello".
bool ends_path(std::string_view path, std::string_view name) {
  if (path == name) return true;
  return path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/';
}

bool is_called(const tmpl::Resource& resource, std::string_view name) {
  if (std::ranges::find(kTypes, resource.type) == kTypes.end()) return false;
  const Node* path = resource.node->at_path({"Metadata", "aws:cdk:path"});
  const std::string_view construct = construct_path(*resource.node);
  if (path != nullptr && path->as_string() == name) return true;
  if (!construct.empty() && ends_path(construct, name)) return true;
  const Node* sam_id = resource.node->at_path({"Metadata", "SamResourceId"});
  return sam_id != nullptr && sam_id->as_string() == name;
}

}  // namespace

std::string construct_id(const Node& resource) {
  const std::string_view path = construct_path(resource);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::vector<std::string> called(const Project& project, std::string_view name) {
  std::vector<std::string> paths;
  if (name.empty()) return paths;
  for (const Stack* stack : all_stacks(project))
    for (const tmpl::Resource& resource : stack->source.resources())
      if (is_called(resource, name)) paths.push_back(stack->full_path(resource.logical_id));
  return paths;
}

}  // namespace cxsam::project
