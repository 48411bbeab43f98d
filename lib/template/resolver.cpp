#include "template/resolver.h"

#include <algorithm>
#include <utility>

#include "template/condition_order.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

const IntrinsicFunction* find_function(std::string_view name) {
  const auto functions = all_intrinsics();
  const auto found = std::ranges::find(functions, name, &IntrinsicFunction::name);
  return found == functions.end() ? nullptr : *found;
}

/// Collects the parts of a list or a map.
class Parts {
 public:
  /// False when the part is to disappear.
  bool take(Resolved& part) {
    if (part.known == Known::Absent) return false;
    if (part.known == Known::No) known_ = Known::No;
    blockers_.insert(blockers_.end(), part.blockers.begin(), part.blockers.end());
    return true;
  }
  Resolved whole(Node value) { return {.value = std::move(value), .known = known_, .blockers = std::move(blockers_)}; }

 private:
  Known known_ = Known::Yes;
  std::vector<Span> blockers_;
};

/// A node without its children.
Node shell_of(const Node& node) {
  Node shell;
  shell.kind = node.kind;
  shell.style = node.style;
  shell.span = node.span;
  shell.expansion = node.expansion;
  return shell;
}

Resolved resolve_list(const Node& node, const Resolver& resolver) {
  Node list = shell_of(node);
  list.items.reserve(node.items.size());
  Parts parts;
  for (const Node& item : node.items) {
    Resolved part = resolver.resolve(item);
    if (parts.take(part)) list.items.push_back(std::move(part.value));
  }
  return parts.whole(std::move(list));
}

Resolved resolve_map(const Node& node, const Resolver& resolver) {
  Node map = shell_of(node);
  map.members.reserve(node.members.size());
  Parts parts;
  for (const Member& member : node.members) {
    // Fn::Transform and Fn::ForEach beside other keys add members that are not known here.
    const bool macro = member.key.starts_with("Fn::");
    Resolved part = macro ? Resolved{member.value, Known::No, {member.key_span}} : resolver.resolve(member.value);
    if (parts.take(part)) map.members.push_back({member.key, member.key_span, std::move(part.value)});
  }
  return parts.whole(std::move(map));
}

}  // namespace

Resolver::Resolver(const Template& source, std::map<std::string, Node, std::less<>> values, PhysicalValue physical)
    : source_(&source), values_(std::move(values)), physical_(std::move(physical)) {
  const Node* section = source.section("Conditions");
  if (section == nullptr) return;
  for (const Member* condition : conditions_in_order(*section)) {
    const Resolved result = resolve(condition->value);
    if (result.known == Known::Yes && result.value.kind == Node::Kind::Bool)
      conditions_.emplace(condition->key, *result.value.as_bool());
  }
}

Resolved Resolver::resolve(const Node& node) const {
  if (node.is_scalar()) return {.value = node, .known = Known::Yes, .blockers = {}};
  if (node.is_list()) return resolve_list(node, *this);
  const std::optional<Intrinsic> intrinsic = as_intrinsic(node);
  // `Condition` is an ordinary key in policies; only a name makes it a function.
  const bool ordinary = !intrinsic || (intrinsic->name == "Condition" && !intrinsic->argument->is_string());
  if (ordinary) return resolve_map(node, *this);
  const IntrinsicFunction* function = find_function(intrinsic->name);
  if (function == nullptr) return {.value = node, .known = Known::No, .blockers = {node.span}};
  return function->evaluate(node, *intrinsic->argument, *this);
}

std::optional<std::string> Resolver::text(const Node& node) const {
  const Resolved result = resolve(node);
  if (result.known != Known::Yes) return std::nullopt;
  const std::optional<std::string_view> text = result.value.as_text();
  if (!text) return std::nullopt;
  return std::string(*text);
}

std::optional<bool> Resolver::condition(std::string_view name) const {
  const auto found = conditions_.find(name);
  if (found == conditions_.end()) return std::nullopt;
  return found->second;
}

const Node* Resolver::parameter(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace cxsam::tmpl
