// The tree that a YAML or JSON template is read into. Templates are Nodes (they have lines); payloads are JSON.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/container/vector.hpp>

#include "diagnostic/sources.h"

namespace cxsam {

struct Node;
struct Member;

using ListOptions = boost::container::vector_options_t<boost::container::stored_size<std::uint32_t>>;
/// A template is thousands of short lists: these take 16 bytes each where std::vector takes 24.
using Nodes = boost::container::vector<Node, void, ListOptions>;
using Members = boost::container::vector<Member, void, ListOptions>;

/// A value of a template. Scalars keep the text as written (`1.10`, `017`, big integers survive); `kind` is
/// what YAML 1.1, as CloudFormation reads it, makes of it. Quoted scalars are always strings.
struct Node {
  enum class Kind : std::uint8_t { Null, Bool, Int, Double, String, List, Map };
  enum class Style : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

  Kind kind = Kind::Null;
  Style style = Style::Plain;
  Span span;                    // the whole value; the tag of a short form belongs to it
  std::uint32_t expansion = 0;  // 0: the user wrote it here
  std::string text;             // scalars only
  Nodes items;                  // lists only
  Members members;              // maps only; order kept, keys are unique after reading

  [[nodiscard]] bool is_null() const { return kind == Kind::Null; }
  [[nodiscard]] bool is_string() const { return kind == Kind::String; }
  [[nodiscard]] bool is_list() const { return kind == Kind::List; }
  [[nodiscard]] bool is_map() const { return kind == Kind::Map; }
  [[nodiscard]] bool is_scalar() const { return kind < Kind::List; }

  /// The value of a map's key, or null when this is no map or has no such key.
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
  /// The member itself, for its key span.
  [[nodiscard]] const Member* find_member(std::string_view key) const;
  /// find() along several keys.
  [[nodiscard]] const Node* at_path(std::initializer_list<std::string_view> keys) const;

  /// Sets or replaces a map's key; a null node becomes a map first.
  Node& set(std::string_view key, Node value);
  /// Removes a map's key, if it is there.
  void erase(std::string_view key);
  void push(Node value);

  /// The text of a string, else nothing.
  [[nodiscard]] std::optional<std::string_view> as_string() const;
  /// The text of any scalar but null, as CloudFormation coerces it ("true", "42").
  [[nodiscard]] std::optional<std::string_view> as_text() const;
  /// Whole numbers, also when quoted.
  [[nodiscard]] std::optional<std::int64_t> as_int() const;
  /// true/false, also when quoted.
  [[nodiscard]] std::optional<bool> as_bool() const;
};

struct Member {
  std::string key;
  Span key_span;
  Node value;
};

/// What std::erase_if() is for std::vector.
template <typename Item, typename Test>
void erase_if(boost::container::vector<Item, void, ListOptions>& list, Test test) {
  list.erase(std::remove_if(list.begin(), list.end(), test), list.end());
}

/// Nodes that the program makes. `origin` gives the span and expansion that they carry.
Node make_null(const Node& origin = {});
Node make_string(std::string text, const Node& origin = {});
Node make_int(std::int64_t value, const Node& origin = {});
Node make_bool(bool value, const Node& origin = {});
Node make_list(Nodes items = {}, const Node& origin = {});
Node make_map(Members members = {}, const Node& origin = {});
/// {"Ref": id}, {"Fn::GetAtt": [id, attribute]} and any other one-key map.
Node make_ref(std::string logical_id, const Node& origin = {});
Node make_get_att(std::string logical_id, std::string attribute, const Node& origin = {});
Node make_intrinsic(std::string name, Node argument, const Node& origin = {});

/// The same value: kinds, what the scalars mean (`yes` is `true`, `017` is `15`) and the order of lists count; spans,
/// styles and the order of keys do not.
bool same_value(const Node& a, const Node& b);

/// A one-key map whose key is `Ref`, `Condition` or starts with `Fn::`.
struct Intrinsic {
  std::string_view name;  // "Ref", "Fn::Sub"
  const Node* argument = nullptr;
  Span name_span;
};

/// The only test for an intrinsic function. Holds pointers into `node`.
std::optional<Intrinsic> as_intrinsic(const Node& node);

}  // namespace cxsam
