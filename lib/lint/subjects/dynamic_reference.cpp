#include "lint/subjects/dynamic_reference.h"

#include "base/text.h"

namespace cxsam::lint {

std::vector<DynamicReference> dynamic_references(std::string_view text) {
  constexpr std::string_view kBegin = "{{resolve:";
  std::vector<DynamicReference> references;
  for (std::size_t at = text.find(kBegin); at != std::string_view::npos;) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string_view::npos) break;
    const std::string_view whole = text.substr(at + 2, end - at - 2);
    references.push_back({whole, split(whole, ':')});
    at = text.find(kBegin, end);
  }
  return references;
}

bool is_secret(const DynamicReference& reference) {
  return reference.parts.size() > 2 && reference.parts[1] == "secretsmanager";
}

void for_each_dynamic_reference(const CheckContext& context,
                                const std::function<void(const Visit& visit, const DynamicReference& reference)>& visitor) {
  walk_template(context, [&](const Visit& visit) {
    if (visit.name == "Fn::Sub") return false;  // what it gives is not known here
    if (!visit.node.is_string() || visit.node.text.find("{{resolve:") == std::string::npos) return true;
    for (const DynamicReference& reference : dynamic_references(visit.node.text)) visitor(visit, reference);
    return true;
  });
}

bool may_be_resolved(const Node& text, const Dialect& dialect) {
  return !dialect.resolves_properties_alone && text.is_string() && !dynamic_references(text.text).empty();
}

bool is_in_properties(const Visit& visit) {
  const Visit* attribute = &visit;
  while (attribute->parent && attribute->parent->parent && attribute->parent->parent->parent) attribute = attribute->parent;
  return attribute->name == "Properties" && attribute->parent && attribute->parent->parent &&
         attribute->parent->parent->name == "Resources";
}

}  // namespace cxsam::lint
