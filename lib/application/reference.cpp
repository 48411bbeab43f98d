#include "application/reference.h"

#include <optional>
#include <string_view>

#include "application/live_resources.h"
#include "base/percent.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

constexpr int kMaxReferences = 16;

/// The node that a pointer such as `#/components/schemas/Pet` leads to, or null. Source: RFC 6901, "URI Fragment Identifier".
const Node* find_at(const Node& document, std::string_view pointer) {
  if (!pointer.starts_with("#/")) return nullptr;
  const Node* node = &document;
  for (const std::string_view part : split(pointer.substr(2), '/')) {
    const std::string key = replace_all(replace_all(percent_decode(part), "~1", "/"), "~0", "~");
    const auto index = node->is_list() ? parse_int(key) : std::nullopt;
    const bool in_list = index && *index >= 0 && static_cast<std::size_t>(*index) < node->items.size();
    node = in_list ? &node->items[static_cast<std::size_t>(*index)] : node->find(key);
    if (node == nullptr) return nullptr;
  }
  return node;
}

}  // namespace

const Node& referred(const Node& document, const Node& node) {
  const Node* at = &node;
  for (int i = 0; i < kMaxReferences; ++i) {
    const Node* reference = at->find("$ref");
    const Node* target = reference == nullptr ? nullptr : find_at(document, text_of(reference));
    if (target == nullptr) break;
    at = target;
  }
  return *at;
}

std::string lost_reference(const Node& node) { return text_of(node.find("$ref")); }

}  // namespace cxsam::application
