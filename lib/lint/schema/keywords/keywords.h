// The checks of the schema keywords, by keyword. The groups are in keyword_<group>.cpp.
#pragma once

#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

using KeywordCheck = void (*)(const Check& check);

/// Null for keywords that are part of another one, or that say nothing about a value.
KeywordCheck check_of(facts::Keyword keyword);

void check_type(const Check& check);
void check_enum(const Check& check);
void check_const(const Check& check);
void check_pattern(const Check& check);
void check_length(const Check& check, facts::Keyword keyword);
void check_bound(const Check& check, facts::Keyword keyword);
void check_multiple_of(const Check& check);
void check_format(const Check& check);

void check_properties(const Check& check);
void check_pattern_properties(const Check& check);
void check_additional_properties(const Check& check);
void check_property_names(const Check& check);
void check_property_count(const Check& check, facts::Keyword keyword);
void check_required(const Check& check);
void check_required_xor(const Check& check);
void check_required_or(const Check& check);
void check_dependent_required(const Check& check, facts::Keyword keyword);
void check_dependent_excluded(const Check& check);

void check_items(const Check& check);
void check_prefix_items(const Check& check);
void check_contains(const Check& check);
void check_item_count(const Check& check, facts::Keyword keyword);
void check_unique_items(const Check& check);
void check_unique_keys(const Check& check);
void check_different_items(const Check& check);

void check_ref(const Check& check);
void check_all_of(const Check& check);
void check_any_of(const Check& check);
void check_one_of(const Check& check);
void check_not(const Check& check);
void check_if(const Check& check);
void check_cfn_context(const Check& check);
void check_dynamic_validation(const Check& check);
void check_gather(const Check& check);

/// The JSON types that a value counts as. CloudFormation takes "5" for a number and 5 for a text; so does this.
TypeSet types_of(const Node& node);
/// "`Nope`", "a list", "a map": a value in a message.
std::string describe(const Node& node);
/// A scalar or a list of the facts, as a person writes it: "`a`, `b`".
std::string describe(facts::Value value);
/// The keys of a map of the facts.
std::vector<std::string> keys_of(facts::Value map);
/// Whether one of several words was wanted.
bool is_about_word(const Fault& fault);
/// A note below the message of a form that comes nearest.
constexpr std::string_view kNearestForm =
    "There are several forms for this; that is what keeps it from the one that it is nearest to.";
/// "a string or a list": kinds of values in a message.
std::string kinds_of(TypeSet types);
/// "`x` is not a number or a list".
std::string not_of_type(const Node& node, TypeSet wanted);
/// That a property has no place where it stands, and what to do.
std::string not_beside_others(std::string_view property);
/// Whether a scalar of the template is this scalar of the facts; "true" is true and "5" is 5.
bool same_scalar(const Node& node, facts::Value value);

}  // namespace cxsam::lint::schema
