// Makes nodes of generated CloudFormation that all come from one place of the user's template.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "document/node.h"

namespace cxsam::transform {

/// `make.map("Action", "lambda:InvokeFunction", "FunctionName", make.ref("F"))`: every node carries the span and the
/// expansion of the origin. Values may be text, whole numbers, bools, nodes, optional nodes and pointers to nodes;
/// a key without a value (empty optional, null pointer) is left out.
class Maker {
 public:
  Maker() = default;
  explicit Maker(const Node& origin) { set_origin(origin.span, origin.expansion); }
  Maker(Span span, std::uint32_t expansion) { set_origin(span, expansion); }

  [[nodiscard]] const Node& origin() const { return origin_; }
  [[nodiscard]] Node text(std::string_view value) const { return make_string(std::string(value), origin_); }
  [[nodiscard]] Node ref(std::string_view id) const { return make_ref(std::string(id), origin_); }
  [[nodiscard]] Node get_att(std::string_view id, std::string_view attribute) const {
    return make_get_att(std::string(id), std::string(attribute), origin_);
  }
  [[nodiscard]] Node sub(std::string_view pattern) const { return make_intrinsic("Fn::Sub", text(pattern), origin_); }
  /// Fn::Sub with its own variables: `make.sub("...${x}", "x", make.ref("A"))`.
  template <class... Fields>
  [[nodiscard]] Node sub(std::string_view pattern, Fields&&... variables) const {
    return make_intrinsic("Fn::Sub", list(text(pattern), map(std::forward<Fields>(variables)...)), origin_);
  }
  [[nodiscard]] Node no_value() const { return ref("AWS::NoValue"); }
  /// {"Fn::If": [condition, then, otherwise]}
  [[nodiscard]] Node choose(std::string_view condition, Node then, Node otherwise) const {
    return make_intrinsic("Fn::If", list(text(condition), std::move(then), std::move(otherwise)), origin_);
  }

  template <class... Items>
  [[nodiscard]] Node list(Items&&... items) const {
    Node node = make_list({}, origin_);
    node.items.reserve(sizeof...(items));
    (node.items.push_back(value(std::forward<Items>(items))), ...);
    return node;
  }

  template <class... Fields>
  [[nodiscard]] Node map(Fields&&... fields) const {
    Node node = make_map({}, origin_);
    node.members.reserve(sizeof...(fields) / 2);
    add(node, std::forward<Fields>(fields)...);
    return node;
  }

  /// Adds to a map that exists; the keys must be new to it.
  void add(Node& /*target*/) const {}
  template <class Value, class... Rest>
  void add(Node& target, std::string_view key, Value&& field, Rest&&... rest) const {
    if (is_there(field)) target.members.emplace_back(std::string(key), origin_.span, value(std::forward<Value>(field)));
    add(target, std::forward<Rest>(rest)...);
  }

 private:
  void set_origin(Span span, std::uint32_t expansion) {
    origin_.span = span;
    origin_.expansion = expansion;
  }

  template <class Value>
  static constexpr bool kMayBeMissing =
      std::is_same_v<Value, std::optional<Node>> || std::is_same_v<Value, const Node*> || std::is_same_v<Value, Node*>;

  template <class Value>
  [[nodiscard]] static bool is_there(const Value& field) {
    if constexpr (kMayBeMissing<Value>) return static_cast<bool>(field);
    return true;
  }

  /// Of what is there. A Node is handed on as it came, so that it moves once, to where it stays.
  template <class Value>
  [[nodiscard]] decltype(auto) value(Value&& field) const {
    using T = std::remove_cvref_t<Value>;
    if constexpr (kMayBeMissing<T>) {
      return *std::forward<Value>(field);
    } else if constexpr (std::is_same_v<T, Node>) {
      return std::forward<Value>(field);
    } else if constexpr (std::is_same_v<T, bool>) {
      return make_bool(field, origin_);
    } else if constexpr (std::is_integral_v<T>) {
      return make_int(field, origin_);
    } else {
      return text(field);
    }
  }

  Node origin_;
};

}  // namespace cxsam::transform
