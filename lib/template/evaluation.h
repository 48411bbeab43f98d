// What the files of intrinsics/ share: results that are known, results that are not, and arguments by position.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/resolver.h"

namespace cxsam::tmpl {

/// Longer texts stay unevaluated, so that nested functions cannot blow up: no value of a template is longer than the
/// longest template. Source: AWS CloudFormation user guide, "Quotas".
inline constexpr std::size_t kMaxText = std::size_t{1} << 20U;

/// `value` as the result of `node`: it takes the node's place in the user's file.
Resolved known(Node value, const Node& node);

/// `node` as it was written; it blocks its own evaluation.
Resolved unknown(const Node& node);

/// The intrinsic with what is known of its argument filled in. `blockers` are the argument's; where there are none, the
/// intrinsic itself blocks.
Resolved unknown(const Node& node, Node argument, std::vector<Span> blockers);

/// Two-item and three-item arguments: the items of a list, evaluated one by one, so that each keeps its place.
struct Arguments {
  std::vector<Resolved> items;

  [[nodiscard]] std::size_t size() const { return items.size(); }
  [[nodiscard]] const Node& value(std::size_t i) const { return items[i].value; }
  /// The text of item `i` when it is a known scalar.
  [[nodiscard]] std::optional<std::string_view> text(std::size_t i) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::size_t i) const;
  /// Item `i` when it is a known list.
  [[nodiscard]] const Node* list(std::size_t i) const;
  /// unknown() with the evaluated items as the argument.
  [[nodiscard]] Resolved stay(const Node& node, const Node& argument) const;
};

/// Nothing when the argument is no list of `least` to `most` items.
std::optional<Arguments> arguments(const Node& argument, const Resolver& resolver, std::size_t least, std::size_t most);

/// The truth of an evaluated condition, if it is known.
std::optional<bool> truth_of(const Resolved& condition);

/// Fn::And (`deciding` is false) and Fn::Or (true): one operand with that truth decides; the opposite needs all of them.
Resolved any_decides(const Node& node, const Node& argument, const Resolver& resolver, bool deciding);

/// `Ref` and `Fn::GetAtt` without their wrapping: a parameter, a pseudo parameter, a resource (attribute "" for Ref).
/// Nothing: unknown. The value keeps its own spans.
std::optional<Node> value_of_name(std::string_view name, const Resolver& resolver);
std::optional<Node> value_of_attribute(std::string_view logical_id, std::string_view attribute, const Resolver& resolver);

/// The target of an Fn::GetAtt's argument: `[A, b]`, `[A, b.c]` or "A.b.c". The attribute is empty where it is no plain
/// string. Nothing when there is no logical id, and of a list of more than two, which CloudFormation refuses.
struct AttributeTarget {
  std::string_view logical_id;
  std::string attribute;
};
std::optional<AttributeTarget> attribute_target(const Node& argument);

}  // namespace cxsam::tmpl
