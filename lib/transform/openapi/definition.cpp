#include "transform/openapi/definition.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::array<std::string_view, 9> kMethods{"get",  "put",   "post",  "delete",  "options",
                                                   "head", "patch", "trace", kAnyMethod};

Node* find(Node& map, std::string_view key) {
  const auto found = std::ranges::find(map.members, key, &Member::key);
  return found == map.members.end() ? nullptr : &found->value;
}

/// A template writes methods in any case, and "any" for API Gateway's own word.
Node* find_method(Node& item, std::string_view method) {
  for (Member& member : item.members) {
    if (normal_method(member.key) == method) return &member.value;
  }
  return nullptr;
}

}  // namespace

std::string normal_method(std::string_view method) {
  std::string lower = to_lower(method);
  return lower == "any" ? std::string(kAnyMethod) : lower;
}

Node& unwrapped(Node& node) {
  Node* inner = &node;
  while (inner->members.size() == 1 && inner->members.front().key == "Fn::If" &&
         inner->members.front().value.items.size() == 3) {
    std::vector<Node>& branches = inner->members.front().value.items;
    const bool first_is_empty = as_intrinsic(branches[1]) && branches[1].members.front().key == "Ref";
    inner = first_is_empty ? &branches[2] : &branches[1];
  }
  return *inner;
}

std::vector<Node*> alternatives(Node& node) {
  const auto intrinsic = as_intrinsic(node);
  if (!intrinsic || intrinsic->name != "Fn::If" || intrinsic->argument->items.size() != 3) return {&node};
  std::vector<Node*> found;
  for (std::size_t i : {1, 2}) {
    Node& branch = node.members.front().value.items[i];
    const auto inner = as_intrinsic(branch);
    if (inner && inner->name == "Ref" && inner->argument->as_string() == "AWS::NoValue") continue;
    std::ranges::copy(alternatives(branch), std::back_inserter(found));
  }
  return found;
}

Definition::Definition(Node body) : body_(std::move(body)) {
  if (const Node* all = paths()) {
    for (std::size_t i = 0; i < all->members.size(); ++i) positions_.emplace(all->members[i].key, i);
  }
}

Node Definition::empty(const Maker& make, bool openapi3) {
  Node info = make.map("version", "1.0", "title", make.ref("AWS::StackName"));
  if (openapi3) return make.map("openapi", "3.0.1", "info", std::move(info), "paths", make.map());
  return make.map("swagger", "2.0", "info", std::move(info), "paths", make.map());
}

bool Definition::is_openapi3() const {
  const Node* version = body_.find("openapi");
  return version && version->text.starts_with('3');
}

bool Definition::is_editable() const {
  const Node* all = body_.find("paths");
  return all && all->is_map() && !as_intrinsic(body_);
}

void Definition::set_version(const Node& version) {
  if (!version.text.starts_with('3')) return;
  body_.erase("swagger");
  body_.set("openapi", make_string(version.text, version));
  for (const auto& [from, to] : {std::pair{"securityDefinitions", "securitySchemes"}, std::pair{"definitions", "schemas"}}) {
    const Node* moved = body_.find(from);
    if (!moved) continue;
    Node components = map_or_empty(body_.find("components"), Maker(*moved));
    components.set(to, *moved);
    body_.set("components", std::move(components));
    body_.erase(from);
  }
}

Node* Definition::paths() {
  Node* all = find(body_, "paths");
  return all && all->is_map() ? all : nullptr;
}

Node* Definition::path_item(std::string_view path, const Maker& make) {
  if (!body_.is_map()) return nullptr;
  if (!body_.find("paths")) make.add(body_, "paths", make.map());
  Node* all = paths();
  if (!all || as_intrinsic(*all)) return nullptr;
  const auto [found, added] = positions_.try_emplace(std::string(path), all->members.size());
  if (added) all->members.push_back({std::string(path), make.origin().span, make.map()});
  Node& item = unwrapped(all->members[found->second].value);
  if (item.is_null()) item = make.map();
  return item.is_map() ? &item : nullptr;
}

std::vector<Node*> Definition::path_items(std::string_view path) {
  Node* all = paths();
  Node* item = all ? find(*all, path) : nullptr;
  if (!item) return {};
  std::vector<Node*> items = alternatives(*item);
  std::erase_if(items, [](const Node* node) { return !node->is_map() || as_intrinsic(*node); });
  return items;
}

std::vector<std::string> Definition::paths_written() {
  std::vector<std::string> written;
  if (const Node* all = paths()) {
    for (const Member& path : all->members) written.push_back(path.key);
  }
  return written;
}

Node* Definition::operation(std::string_view path, std::string_view method) {
  Node* all = paths();
  const auto found = positions_.find(std::string(path));
  if (!all || found == positions_.end()) return nullptr;
  Node* wrapped = find_method(unwrapped(all->members[found->second].value), normal_method(method));
  if (!wrapped) return nullptr;
  Node& inner = unwrapped(*wrapped);
  return inner.is_map() ? &inner : nullptr;
}

std::string Definition::maker_of(std::string_view path, std::string_view method) const {
  const auto found = makers_.find(normal_method(method) + " " + std::string(path));
  return found == makers_.end() ? "" : found->second;
}

void Definition::set_operation(std::string_view path, std::string_view method, Node operation, std::string_view condition,
                               std::string who, const Maker& make) {
  makers_[normal_method(method) + " " + std::string(path)] = std::move(who);
  Node* item = path_item(path, make);
  if (!item) return;
  if (!condition.empty()) operation = make.choose(condition, std::move(operation), make.no_value());
  if (Node* existing = find_method(*item, normal_method(method))) {
    *existing = std::move(operation);
  } else {
    item->members.push_back({normal_method(method), make.origin().span, std::move(operation)});
  }
}

void Definition::each_operation(const std::function<void(std::string_view, std::string_view, Node&)>& visit) {
  Node* all = paths();
  if (!all) return;
  for (Member& path : all->members) {
    for (Node* item : alternatives(path.value)) {
      for (Member& method : item->members) {
        const std::string normal = normal_method(method.key);
        if (std::ranges::find(kMethods, normal) == kMethods.end()) continue;
        for (Node* operation : alternatives(method.value)) {
          if (operation->is_map()) visit(path.key, normal, *operation);
        }
      }
    }
  }
}

}  // namespace cxsam::transform::openapi
