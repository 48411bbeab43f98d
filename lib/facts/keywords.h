// The keywords of the schemas: JSON Schema draft 7 and what cfn-lint's schemas add to it. A keyword's index is the id of its
// string in the table (value.h), so that finding one in a map compares no text.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cxsam::facts {

/// Named as the text without `$`; in the order of `kKeywordNames`.
enum class Keyword : std::uint8_t {
  Data,
  Lookup,
  Ref,
  AdditionalProperties,
  AllOf,
  AnyOf,
  CfnContext,
  CfnGather,
  CfnLint,
  Const,
  Contains,
  CreateOnlyProperties,
  Default,
  Definitions,
  Dependencies,
  DependentExcluded,
  DependentRequired,
  DynamicValidation,
  Else,
  Enum,
  EnumCaseInsensitive,
  ExclusiveMaximum,
  ExclusiveMinimum,
  Format,
  Functions,
  If,
  Items,
  Lifecycle,
  MaxItems,
  MaxLength,
  MaxProperties,
  MaxUniqueItems,
  Maximum,
  MinItems,
  MinLength,
  MinProperties,
  Minimum,
  MultipleOf,
  Not,
  OneOf,
  Pattern,
  PatternProperties,
  PrefixItems,
  PrimaryIdentifier,
  Properties,
  PropertyNames,
  ReadOnlyProperties,
  Required,
  RequiredOr,
  RequiredXor,
  Schema,
  Tagging,
  Then,
  Type,
  UniqueItems,
  UniqueKeys,
};

/// Sorted, so that a text is found by halving.
inline constexpr std::array<std::string_view, 56> kKeywordNames{"$data",
                                                                "$lookup",
                                                                "$ref",
                                                                "additionalProperties",
                                                                "allOf",
                                                                "anyOf",
                                                                "cfnContext",
                                                                "cfnGather",
                                                                "cfnLint",
                                                                "const",
                                                                "contains",
                                                                "createOnlyProperties",
                                                                "default",
                                                                "definitions",
                                                                "dependencies",
                                                                "dependentExcluded",
                                                                "dependentRequired",
                                                                "dynamicValidation",
                                                                "else",
                                                                "enum",
                                                                "enumCaseInsensitive",
                                                                "exclusiveMaximum",
                                                                "exclusiveMinimum",
                                                                "format",
                                                                "functions",
                                                                "if",
                                                                "items",
                                                                "lifecycle",
                                                                "maxItems",
                                                                "maxLength",
                                                                "maxProperties",
                                                                "maxUniqueItems",
                                                                "maximum",
                                                                "minItems",
                                                                "minLength",
                                                                "minProperties",
                                                                "minimum",
                                                                "multipleOf",
                                                                "not",
                                                                "oneOf",
                                                                "pattern",
                                                                "patternProperties",
                                                                "prefixItems",
                                                                "primaryIdentifier",
                                                                "properties",
                                                                "propertyNames",
                                                                "readOnlyProperties",
                                                                "required",
                                                                "requiredOr",
                                                                "requiredXor",
                                                                "schema",
                                                                "tagging",
                                                                "then",
                                                                "type",
                                                                "uniqueItems",
                                                                "uniqueKeys"};
static_assert(std::ranges::is_sorted(kKeywordNames));

constexpr std::string_view keyword_name(Keyword keyword) { return kKeywordNames[static_cast<std::size_t>(keyword)]; }

constexpr std::optional<Keyword> find_keyword(std::string_view text) {
  const auto found = std::ranges::lower_bound(kKeywordNames, text);
  if (found == kKeywordNames.end() || *found != text) return std::nullopt;
  return static_cast<Keyword>(found - kKeywordNames.begin());
}
static_assert(find_keyword("uniqueKeys") == Keyword::UniqueKeys);

}  // namespace cxsam::facts
