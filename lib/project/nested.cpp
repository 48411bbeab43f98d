#include "project/nested.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::project {
namespace {

bool is_nested(std::string_view type) { return type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application"; }

/// As CloudFormation passes it on: a list of texts becomes one with commas.
std::optional<std::string> text_of(const Node& value) {
  if (const auto text = value.as_text()) return std::string(*text);
  if (!value.is_list()) return std::nullopt;
  std::vector<std::string> parts;
  for (const Node& item : value.items) {
    const auto text = item.as_text();
    if (!text) return std::nullopt;
    parts.emplace_back(*text);
  }
  return join(parts, ",");
}

}  // namespace

std::vector<const artifacts::Artifact*> nested_templates(const std::vector<artifacts::Artifact>& artifacts,
                                                         const tmpl::ResourceGraph& graph) {
  std::vector<const artifacts::Artifact*> nested;
  for (const artifacts::Artifact& artifact : artifacts)
    if (artifact.kind == artifacts::Kind::NestedTemplate && is_nested(artifact.resource_type)) nested.push_back(&artifact);
  if (nested.size() < 2) return nested;
  std::vector<std::size_t> rank(graph.nodes.size());
  const std::vector<std::uint32_t> order = graph.order();
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  std::ranges::stable_sort(nested, {}, [&](const artifacts::Artifact* artifact) {
    const auto node = graph.find(artifact->logical_id);
    return node ? rank[*node] : rank.size();
  });
  return nested;
}

tmpl::ParameterOverrides parameters_of_nested(const tmpl::Resource& resource, const tmpl::Resolver& resolver) {
  tmpl::ParameterOverrides parameters;
  const Node* given = resource.property("Parameters");
  if (given == nullptr) return parameters;
  const tmpl::Resolved resolved = resolver.resolve(*given);
  for (const Member& parameter : resolved.value.members)
    if (auto text = text_of(parameter.value)) parameters[parameter.key] = std::move(*text);
  return parameters;
}

std::vector<const tmpl::Resource*> remote_stacks(const Stack& stack) {
  std::vector<const tmpl::Resource*> remote;
  for (const tmpl::Resource& resource : stack.source.resources()) {
    const bool local =
        std::ranges::find(stack.paths.known, resource.logical_id, &artifacts::Artifact::logical_id) != stack.paths.known.end();
    const bool unknown = std::ranges::any_of(stack.paths.unknown, [&](const artifacts::UnknownPath& path) {
      return path.artifact.logical_id == resource.logical_id;
    });
    if (is_nested(resource.type) && !local && !unknown) remote.push_back(&resource);
  }
  return remote;
}

}  // namespace cxsam::project
