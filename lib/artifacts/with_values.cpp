#include "artifacts/with_values.h"

#include <span>
#include <utility>

#include "artifacts/paths.h"

namespace cxsam::artifacts {
namespace {

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

Node with_values(const tmpl::Template& source, const std::vector<Artifact>& artifacts, Nodes values) {
  Node root = source.root();
  for (std::size_t i = 0; i < artifacts.size() && i < values.size(); ++i) {
    const Artifact& artifact = artifacts[i];
    std::vector<std::string> pointer = artifact.pointer;
    if (pointer.front() == "Globals") {
      pointer.erase(pointer.begin(), pointer.begin() + 2);
      pointer.insert(pointer.begin(), {"Resources", artifact.logical_id, "Properties"});
    }
    set_at(root, pointer, std::move(values[i]));
  }
  return root;
}

Node with_paths(const tmpl::Template& source, const std::vector<Artifact>& artifacts, const std::vector<std::string>& paths) {
  Nodes values;
  for (std::size_t i = 0; i < artifacts.size() && i < paths.size(); ++i) {
    Node origin;
    origin.span = artifacts[i].where;
    values.push_back(make_string(paths[i], origin));
  }
  return with_values(source, artifacts, std::move(values));
}

}  // namespace cxsam::artifacts
