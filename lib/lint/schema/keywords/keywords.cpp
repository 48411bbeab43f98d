#include "lint/schema/keywords/keywords.h"

namespace cxsam::lint::schema {

using facts::Keyword;

namespace {

KeywordCheck find_check(Keyword keyword) {
  switch (keyword) {
    case Keyword::Type:
      return check_type;
    case Keyword::Enum:
      return check_enum;
    case Keyword::EnumCaseInsensitive:
      return check_enum;
    case Keyword::Const:
      return check_const;
    case Keyword::Pattern:
      return check_pattern;
    case Keyword::MinLength:
      return [](const Check& check) { check_length(check, Keyword::MinLength); };
    case Keyword::MaxLength:
      return [](const Check& check) { check_length(check, Keyword::MaxLength); };
    case Keyword::Minimum:
      return [](const Check& check) { check_bound(check, Keyword::Minimum); };
    case Keyword::Maximum:
      return [](const Check& check) { check_bound(check, Keyword::Maximum); };
    case Keyword::ExclusiveMinimum:
      return [](const Check& check) { check_bound(check, Keyword::ExclusiveMinimum); };
    case Keyword::ExclusiveMaximum:
      return [](const Check& check) { check_bound(check, Keyword::ExclusiveMaximum); };
    case Keyword::MultipleOf:
      return check_multiple_of;
    case Keyword::Format:
      return check_format;
    case Keyword::Properties:
      return check_properties;
    case Keyword::PatternProperties:
      return check_pattern_properties;
    case Keyword::AdditionalProperties:
      return check_additional_properties;
    case Keyword::PropertyNames:
      return check_property_names;
    case Keyword::MinProperties:
      return [](const Check& check) { check_property_count(check, Keyword::MinProperties); };
    case Keyword::MaxProperties:
      return [](const Check& check) { check_property_count(check, Keyword::MaxProperties); };
    case Keyword::Required:
      return check_required;
    case Keyword::RequiredXor:
      return check_required_xor;
    case Keyword::RequiredOr:
      return check_required_or;
    case Keyword::Dependencies:
      return [](const Check& check) { check_dependent_required(check, Keyword::Dependencies); };
    case Keyword::DependentRequired:
      return [](const Check& check) { check_dependent_required(check, Keyword::DependentRequired); };
    case Keyword::DependentExcluded:
      return check_dependent_excluded;
    case Keyword::Items:
      return check_items;
    case Keyword::PrefixItems:
      return check_prefix_items;
    case Keyword::Contains:
      return check_contains;
    case Keyword::MinItems:
      return [](const Check& check) { check_item_count(check, Keyword::MinItems); };
    case Keyword::MaxItems:
      return [](const Check& check) { check_item_count(check, Keyword::MaxItems); };
    case Keyword::UniqueItems:
      return check_unique_items;
    case Keyword::MaxUniqueItems:
      return check_different_items;
    case Keyword::UniqueKeys:
      return check_unique_keys;
    case Keyword::Ref:
      return check_ref;
    case Keyword::AllOf:
      return check_all_of;
    case Keyword::AnyOf:
      return check_any_of;
    case Keyword::OneOf:
      return check_one_of;
    case Keyword::Not:
      return check_not;
    case Keyword::If:
      return check_if;
    case Keyword::CfnContext:
      return check_cfn_context;
    case Keyword::CfnGather:
      return check_gather;
    case Keyword::DynamicValidation:
      return check_dynamic_validation;
    default:
      return nullptr;
  }
}

}  // namespace

KeywordCheck check_of(Keyword keyword) {
  static const auto kTable = [] {
    std::array<KeywordCheck, facts::kKeywordNames.size()> checks{};
    for (std::size_t i = 0; i < checks.size(); ++i) checks[i] = find_check(static_cast<Keyword>(i));
    return checks;
  }();
  return kTable[static_cast<std::size_t>(keyword)];
}

}  // namespace cxsam::lint::schema
