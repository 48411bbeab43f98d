// Which id a broken keyword of a resource's schema has, unless the schema belongs to a rule of its own.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "facts/keywords.h"

namespace cxsam::lint::schema {

/// cfn-lint's ids. Source: its rule catalogue (docs/rules.md of aws-cloudformation/cfn-lint).
constexpr std::string_view rule_of(facts::Keyword keyword) {
  using facts::Keyword;
  switch (keyword) {
    case Keyword::Required:
      return "E3003";
    case Keyword::PrefixItems:
      return "E3008";
    case Keyword::Type:
      return "E3012";
    case Keyword::RequiredXor:
      return "E3014";
    case Keyword::AnyOf:
      return "E3017";
    case Keyword::OneOf:
      return "E3018";
    case Keyword::DependentExcluded:
      return "E3020";
    case Keyword::DependentRequired:
      return "E3021";
    case Keyword::Tagging:
      return "E3024";
    case Keyword::Enum:
    case Keyword::EnumCaseInsensitive:
      return "E3030";
    case Keyword::Pattern:
      return "E3031";
    case Keyword::MinItems:
    case Keyword::MaxItems:
      return "E3032";
    case Keyword::MinLength:
    case Keyword::MaxLength:
      return "E3033";
    case Keyword::Minimum:
    case Keyword::Maximum:
    case Keyword::ExclusiveMinimum:
    case Keyword::ExclusiveMaximum:
      return "E3034";
    case Keyword::UniqueItems:
      return "E3037";
    case Keyword::ReadOnlyProperties:
      return "E3040";
    case Keyword::RequiredOr:
      return "E3058";
    case Keyword::MaxUniqueItems:
      return "E3065";
    default:
      return "E3002";
  }
}

/// Limits and names in the sections of a template have ids beside that of the section's schema, near its top: `depth` counts
/// from there.
constexpr std::string_view rule_within(std::string_view rule, facts::Keyword keyword, std::uint32_t depth) {
  using facts::Keyword;
  struct Part {
    std::string_view rule;
    Keyword keyword;
    std::string_view part;
  };
  constexpr std::array kParts{
      Part{"E1004", Keyword::MaxLength, "E1003"},     Part{"E2001", Keyword::MaxLength, "E2011"},
      Part{"E2001", Keyword::MaxProperties, "E2010"}, Part{"E2001", Keyword::PropertyNames, "E2011"},
      Part{"E3001", Keyword::MaxProperties, "E3010"}, Part{"E6001", Keyword::MaxProperties, "E6010"},
      Part{"E6001", Keyword::PropertyNames, "E6011"}, Part{"E6001", Keyword::Required, "E6002"},
      Part{"E6001", Keyword::MaxLength, "E6011"},     Part{"E6001", Keyword::Type, "E6003"},
      Part{"E7001", Keyword::MaxProperties, "E7010"}, Part{"E7001", Keyword::PropertyNames, "E7002"},
  };
  const bool is_of_section = keyword == Keyword::MaxProperties || keyword == Keyword::PropertyNames;
  if (is_of_section && depth > 1) return rule;
  for (const Part& part : kParts)
    if (part.rule == rule && part.keyword == keyword) return part.part;
  return rule;
}

}  // namespace cxsam::lint::schema
