#include "artifacts/includes.h"

#include <cstddef>

namespace cxsam::artifacts {
namespace {

void look_below(const Node& node, std::vector<std::string>& keys, std::vector<Include>& found) {
  const Node* transform = node.find("Fn::Transform");
  const Node* name = transform ? transform->find("Name") : nullptr;
  const Node* location = name && name->as_string() == "AWS::Include" ? transform->at_path({"Parameters", "Location"}) : nullptr;
  if (location != nullptr) found.push_back({keys, location});
  const auto below = [&](std::string key, const Node& child) {
    keys.push_back(std::move(key));
    look_below(child, keys, found);
    keys.pop_back();
  };
  for (const Member& member : node.members) below(member.key, member.value);
  for (std::size_t i = 0; i < node.items.size(); ++i) below(std::to_string(i), node.items[i]);
}

}  // namespace

std::vector<Include> find_includes(const Node& root) {
  std::vector<Include> found;
  std::vector<std::string> keys;
  look_below(root, keys, found);
  return found;
}

}  // namespace cxsam::artifacts
