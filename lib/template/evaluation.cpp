#include "template/evaluation.h"

#include <utility>

#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

void take_place_of(Node& value, const Node& node) {
  value.span = node.span;
  value.expansion = node.expansion;
  for (Node& item : value.items) take_place_of(item, node);
  for (Member& member : value.members) {
    member.key_span = node.span;
    take_place_of(member.value, node);
  }
}

}  // namespace

Resolved known(Node value, const Node& node) {
  take_place_of(value, node);
  return {.value = std::move(value), .known = Known::Yes, .blockers = {}};
}

Resolved unknown(const Node& node) { return {.value = node, .known = Known::No, .blockers = {node.span}}; }

Resolved unknown(const Node& node, Node argument, std::vector<Span> blockers) {
  const std::optional<Intrinsic> intrinsic = as_intrinsic(node);
  Node value = make_intrinsic(std::string(intrinsic->name), std::move(argument), node);
  value.members.front().key_span = intrinsic->name_span;
  if (blockers.empty()) blockers.push_back(node.span);
  return {.value = std::move(value), .known = Known::No, .blockers = std::move(blockers)};
}

std::optional<std::string_view> Arguments::text(std::size_t i) const {
  return items[i].known == Known::Yes ? items[i].value.as_text() : std::nullopt;
}

std::optional<std::int64_t> Arguments::integer(std::size_t i) const {
  return items[i].known == Known::Yes ? items[i].value.as_int() : std::nullopt;
}

const Node* Arguments::list(std::size_t i) const {
  return items[i].known == Known::Yes && items[i].value.is_list() ? &items[i].value : nullptr;
}

Resolved Arguments::stay(const Node& node, const Node& argument) const {
  Node list = make_list({}, argument);
  std::vector<Span> blockers;
  for (const Resolved& item : items) {
    list.items.push_back(item.value);
    blockers.insert(blockers.end(), item.blockers.begin(), item.blockers.end());
  }
  return unknown(node, std::move(list), std::move(blockers));
}

std::optional<Arguments> arguments(const Node& argument, const Resolver& resolver, std::size_t least, std::size_t most) {
  if (!argument.is_list() || argument.items.size() < least || argument.items.size() > most) return std::nullopt;
  Arguments result;
  result.items.reserve(argument.items.size());
  for (const Node& item : argument.items) result.items.push_back(resolver.resolve(item));
  return result;
}

std::optional<bool> truth_of(const Resolved& condition) {
  if (condition.known != Known::Yes || condition.value.kind != Node::Kind::Bool) return std::nullopt;
  return condition.value.as_bool();
}

Resolved any_decides(const Node& node, const Node& argument, const Resolver& resolver, bool deciding) {
  if (!argument.is_list() || argument.items.empty()) return unknown(node);
  std::vector<Span> blockers;
  bool all_known = true;
  for (const Node& item : argument.items) {
    const Resolved operand = resolver.resolve(item);
    const std::optional<bool> truth = truth_of(operand);
    if (truth == deciding) return known(make_bool(deciding), node);
    if (truth) continue;
    all_known = false;
    blockers.insert(blockers.end(), operand.blockers.begin(), operand.blockers.end());
  }
  return all_known ? known(make_bool(!deciding), node) : unknown(node, argument, std::move(blockers));
}

std::optional<Node> value_of_name(std::string_view name, const Resolver& resolver) {
  if (const Node* value = resolver.parameter(name)) return *value;
  return value_of_attribute(name, "", resolver);
}

std::optional<Node> value_of_attribute(std::string_view logical_id, std::string_view attribute, const Resolver& resolver) {
  const Resource* resource = resolver.source().find_resource(logical_id);
  if (resource == nullptr || !resolver.physical()) return std::nullopt;
  return resolver.physical()(*resource, attribute);
}

std::optional<AttributeTarget> attribute_target(const Node& argument) {
  if (argument.is_string()) {
    const SubTarget target = sub_target(argument.text);
    if (target.attribute.empty()) return std::nullopt;
    return AttributeTarget{target.name, std::string(target.attribute)};
  }
  if (argument.items.size() != 2 || !argument.items.front().is_string()) return std::nullopt;
  return AttributeTarget{argument.items.front().text, std::string(argument.items.back().as_string().value_or(""))};
}

}  // namespace cxsam::tmpl
