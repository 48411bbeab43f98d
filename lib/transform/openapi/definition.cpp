#include "transform/openapi/definition.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::array<std::string_view, 3> kWords{"summary", "description", "parameters"};

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

bool is_operation(std::string_view key) { return std::ranges::find(kWords, key) == kWords.end(); }

std::vector<Node*> alternatives(Node& node) {
  const auto intrinsic = as_intrinsic(node);
  if (!intrinsic || intrinsic->name != "Fn::If" || !intrinsic->argument->is_list()) return {&node};
  std::vector<Node*> found;
  Nodes& branches = node.members.front().value.items;
  for (std::size_t i = 1; i < branches.size(); ++i) {
    Node& branch = branches[i];
    const auto inner = as_intrinsic(branch);
    if (inner && inner->name == "Ref" && inner->argument->as_string() == "AWS::NoValue") continue;
    found.push_back(&branch);
  }
  return found;
}

Definition::Definition(Node body) : body_(std::move(body)) {
  if (const Node* all = paths()) {
    for (std::size_t i = 0; i < all->members.size(); ++i) positions_.emplace(all->members[i].key, i);
  }
}

Node Definition::empty(const Maker& make, std::string_view version) {
  Node info = make.map("version", "1.0", "title", make.ref("AWS::StackName"));
  const bool openapi3 = !version.empty();
  return make.map(openapi3 ? "openapi" : "swagger", openapi3 ? version : "2.0", "info", std::move(info), "paths", make.map());
}

bool Definition::is_openapi3() const {
  const Node* version = body_.find("openapi");
  return version && version->text.starts_with('3') && !is_given(body_.find("swagger"));
}

bool Definition::has_paths() const {
  const Node* all = body_.find("paths");
  return all && all->is_map();
}

bool Definition::is_editable() const {
  return has_paths() && !as_intrinsic(body_) && (is_given(body_.find("swagger")) || is_openapi3());
}

Node* Definition::paths() {
  Node* all = find(body_, "paths");
  return all && all->is_map() ? all : nullptr;
}

Node* Definition::path_item(std::string_view path, const Maker& make) {
  if (!body_.is_map()) return nullptr;
  if (!body_.find("paths")) make.add(body_, "paths", make.map());
  Node* all = paths();
  if (!all) return nullptr;
  const auto [found, added] = positions_.try_emplace(std::string(path), all->members.size());
  if (added) all->members.push_back({std::string(path), make.origin().span, make.map()});
  const std::vector<Node*> items = alternatives(all->members[found->second].value);
  if (items.empty()) return nullptr;
  return items.front()->is_map() ? items.front() : nullptr;
}

std::vector<Node*> Definition::path_items(std::string_view path) {
  Node* all = paths();
  Node* item = all ? find(*all, path) : nullptr;
  if (!item) return {};
  std::vector<Node*> items = alternatives(*item);
  std::erase_if(items, [](const Node* node) { return !node->is_map(); });
  return items;
}

std::vector<Node*> Definition::method_nodes(std::string_view path, std::string_view method, const Maker& make) {
  if (!path_item(path, make)) return {};
  const std::string name = normal_method(method);
  std::vector<Node*> nodes;
  for (Node* item : path_items(path)) {
    Node* node = find_method(*item, name);
    if (!node) node = &item->members.emplace_back(Member{name, make.origin().span, make_null(make.origin())}).value;
    nodes.push_back(node);
  }
  return nodes;
}

std::vector<std::string> Definition::paths_written() {
  std::vector<std::string> written;
  if (const Node* all = paths()) {
    for (const Member& path : all->members) written.push_back(path.key);
  }
  return written;
}

Node* Definition::operation(std::string_view path, std::string_view method) {
  for (Node* item : path_items(path)) {
    Node* found = find_method(*item, normal_method(method));
    if (!found) continue;
    for (Node* operation : alternatives(*found)) {
      if (operation->is_map()) return operation;
    }
  }
  return nullptr;
}

void Definition::declare_scheme(std::string_view name, Node scheme, const Maker& make) {
  Node& schemes = map_at(body_, "securityDefinitions", make);
  if (!schemes.find(name)) schemes.set(name, std::move(scheme));
}

std::string Definition::maker_of(std::string_view path, std::string_view method) const {
  const auto found = makers_.find(normal_method(method) + " " + std::string(path));
  return found == makers_.end() ? "" : found->second;
}

void Definition::note_maker(std::string_view path, std::string_view method, std::string who) {
  makers_[normal_method(method) + " " + std::string(path)] = std::move(who);
}

void Definition::set_operation(std::string_view path, std::string_view method, Node operation, std::string_view condition,
                               std::string who, const Maker& make) {
  note_maker(path, method, std::move(who));
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
        if (!is_operation(method.key)) continue;
        const std::string normal = normal_method(method.key);
        for (Node* operation : alternatives(method.value)) {
          if (operation->is_map()) visit(path.key, normal, *operation);
        }
      }
    }
  }
}

}  // namespace cxsam::transform::openapi
