#include "application/live_resources.h"

#include <algorithm>

namespace cxsam::application {
namespace {

bool is_read(std::string_view type) { return type.starts_with("AWS::") && !type.starts_with("AWS::IAM::"); }

std::string physical_text(const tmpl::Resolver& resolver, const tmpl::Resource& resource, std::string_view attribute) {
  if (!resolver.physical()) return attribute.empty() ? std::string(resource.logical_id) : std::string();
  const std::optional<Node> value = resolver.physical()(resource, attribute);
  return value ? std::string(value->as_text().value_or("")) : std::string();
}

}  // namespace

std::string LiveResource::text(std::string_view name) const { return text_of(property(name)); }

LiveResources::LiveResources(const tmpl::Resolver& resolver) {
  for (const tmpl::Resource& resource : resolver.source().resources()) {
    if (!is_read(resource.type)) continue;
    if (resource.condition && resolver.condition(*resource.condition) == false) continue;
    LiveResource live{.id = resource.logical_id,
                      .type = resource.type,
                      .where = resource.id_span,
                      .ref = physical_text(resolver, resource, ""),
                      .arn = physical_text(resolver, resource, "Arn"),
                      .properties = make_map(),
                      .metadata = resource.node->find("Metadata")};
    if (resource.properties != nullptr) {
      tmpl::Resolved resolved = resolver.resolve(*resource.properties);
      if (resolved.value.is_map()) live.properties = std::move(resolved.value);
    }
    resources_.push_back(std::move(live));
  }
}

std::vector<const LiveResource*> LiveResources::of_type(std::string_view type) const {
  std::vector<const LiveResource*> found;
  for (const LiveResource& resource : resources_) {
    if (resource.type == type) found.push_back(&resource);
  }
  return found;
}

const LiveResource* LiveResources::find_by_ref(std::string_view type, std::string_view ref) const {
  const auto found = std::ranges::find_if(
      resources_, [&](const LiveResource& resource) { return resource.type == type && resource.ref == ref; });
  return found == resources_.end() ? nullptr : &*found;
}

std::string text_of(const Node* node) { return node == nullptr ? std::string() : std::string(node->as_text().value_or("")); }

std::vector<std::string> texts_of(const Node* node) {
  std::vector<std::string> texts;
  if (node == nullptr) return texts;
  if (!node->is_list()) {
    if (const auto text = node->as_text()) texts.emplace_back(*text);
    return texts;
  }
  for (const Node& item : node->items) {
    if (const auto text = item.as_text()) texts.emplace_back(*text);
  }
  return texts;
}

}  // namespace cxsam::application
