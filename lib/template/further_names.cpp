#include "template/further_names.h"

namespace cxsam::tmpl {
namespace {

std::string_view text_of(const Node* metadata, std::string_view key) {
  const Node* value = metadata == nullptr ? nullptr : metadata->find(key);
  return value == nullptr ? std::string_view() : value->as_string().value_or("");
}

/// A construct's resource is its child of this name.
std::string_view without_default_child(std::string_view path) {
  for (const std::string_view child : {"/Resource", "/Default"})
    if (path.ends_with(child)) return path.substr(0, path.size() - child.size());
  return path;
}

std::string_view after_last_slash(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string_view construct_id(const Node* metadata) {
  return after_last_slash(without_default_child(text_of(metadata, "aws:cdk:path")));
}

std::vector<std::string> further_names(const Node* metadata) {
  std::vector<std::string> names;
  if (const std::string_view id = text_of(metadata, "SamResourceId"); !id.empty()) names.emplace_back(id);
  const std::string_view path = text_of(metadata, "aws:cdk:path");
  if (path.empty()) return names;
  std::string_view construct = without_default_child(path);
  if (construct != path) names.emplace_back(path);
  names.emplace_back(construct);
  while (construct.find('/') != std::string_view::npos) {
    construct.remove_prefix(construct.find('/') + 1);
    names.emplace_back(construct);
  }
  return names;
}

}  // namespace cxsam::tmpl
