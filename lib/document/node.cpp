#include "document/node.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "document/scalar.h"

namespace cxsam {
namespace {

Node make(Node::Kind kind, const Node& origin) {
  Node node;
  node.kind = kind;
  node.span = origin.span;
  node.expansion = origin.expansion;
  return node;
}

Node make_scalar(Node::Kind kind, std::string text, const Node& origin) {
  Node node = make(kind, origin);
  node.text = std::move(text);
  return node;
}

bool same_scalar(const Node& a, const Node& b) {
  if (a.kind == Node::Kind::Null || a.text == b.text) return true;
  if (a.kind == Node::Kind::Bool) return a.as_bool() == b.as_bool();
  if (a.kind == Node::Kind::String) return false;
  const std::optional<std::string> number = to_json_number(a.text);
  const std::optional<std::string> other = to_json_number(b.text);
  if (!number || !other) return false;
  if (a.kind == Node::Kind::Int) return *number == *other;
  return std::strtod(number->c_str(), nullptr) == std::strtod(other->c_str(), nullptr);
}

}  // namespace

const Member* Node::find_member(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Member* member = find_member(key);
  return member == nullptr ? nullptr : &member->value;
}

Node* Node::find(std::string_view key) {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

const Node* Node::at_path(std::initializer_list<std::string_view> keys) const {
  const Node* node = this;
  for (const std::string_view key : keys) {
    node = node->find(key);
    if (node == nullptr) return nullptr;
  }
  return node;
}

Node& Node::set(std::string_view key, Node value) {
  if (is_null()) *this = make_map({}, *this);
  if (!is_map()) throw std::logic_error("a key is set on a node that is no map: " + std::string(key));
  if (Node* present = find(key)) return *present = std::move(value);
  const Span key_span = value.span;
  members.push_back({std::string(key), key_span, std::move(value)});
  return members.back().value;
}

void Node::erase(std::string_view key) {
  erase_if(members, [key](const Member& member) { return member.key == key; });
}

void Node::push(Node value) {
  if (is_null()) *this = make_list({}, *this);
  if (!is_list()) throw std::logic_error("an item is pushed to a node that is no list");
  items.push_back(std::move(value));
}

std::optional<std::string_view> Node::as_string() const {
  if (!is_string()) return std::nullopt;
  return text;
}

std::optional<std::string_view> Node::as_text() const {
  if (kind == Kind::Bool) return as_bool().value_or(false) ? "true" : "false";
  if (is_null() || !is_scalar()) return std::nullopt;
  return text;
}

std::optional<std::int64_t> Node::as_int() const {
  if (kind != Kind::Int && kind != Kind::String) return std::nullopt;
  return parse_yaml_int(text);
}

std::optional<bool> Node::as_bool() const {
  if (kind == Kind::Bool) return parse_yaml_bool(text);
  if (kind != Kind::String) return std::nullopt;
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

Node make_null(const Node& origin) { return make(Node::Kind::Null, origin); }

Node make_string(std::string text, const Node& origin) { return make_scalar(Node::Kind::String, std::move(text), origin); }

Node make_int(std::int64_t value, const Node& origin) { return make_scalar(Node::Kind::Int, std::to_string(value), origin); }

Node make_bool(bool value, const Node& origin) { return make_scalar(Node::Kind::Bool, value ? "true" : "false", origin); }

Node make_list(Nodes items, const Node& origin) {
  Node node = make(Node::Kind::List, origin);
  node.style = Node::Style::Block;
  node.items = std::move(items);
  return node;
}

Node make_map(Members members, const Node& origin) {
  Node node = make(Node::Kind::Map, origin);
  node.style = Node::Style::Block;
  node.members = std::move(members);
  return node;
}

Node make_intrinsic(std::string name, Node argument, const Node& origin) {
  Members members;
  members.push_back({std::move(name), origin.span, std::move(argument)});
  return make_map(std::move(members), origin);
}

Node make_ref(std::string logical_id, const Node& origin) {
  return make_intrinsic("Ref", make_string(std::move(logical_id), origin), origin);
}

Node make_get_att(std::string logical_id, std::string attribute, const Node& origin) {
  Nodes path;
  path.push_back(make_string(std::move(logical_id), origin));
  path.push_back(make_string(std::move(attribute), origin));
  return make_intrinsic("Fn::GetAtt", make_list(std::move(path), origin), origin);
}

bool same_value(const Node& a, const Node& b) {
  if (a.kind != b.kind) return false;
  if (a.is_scalar()) return same_scalar(a, b);
  if (a.is_list()) return std::ranges::equal(a.items, b.items, same_value);
  if (a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    const Member& member = a.members[i];
    // Nearly always the order is the same too.
    const Node* other = b.members[i].key == member.key ? &b.members[i].value : b.find(member.key);
    if (other == nullptr || !same_value(member.value, *other)) return false;
  }
  return true;
}

std::optional<Intrinsic> as_intrinsic(const Node& node) {
  if (!node.is_map() || node.members.size() != 1) return std::nullopt;
  const Member& only = node.members.front();
  const std::string_view name = only.key;  // comparing a view begins with its length; a string's comparison is a call
  if (name != "Ref" && name != "Condition" && !name.starts_with("Fn::")) return std::nullopt;
  return Intrinsic{name, &only.value, only.key_span};
}

}  // namespace cxsam
