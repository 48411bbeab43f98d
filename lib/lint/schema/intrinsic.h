// An intrinsic function in place of a value.
#pragma once

#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

/// Checks that the function gives the kind of value that the schema wants and, where its value is known before
/// deployment, that value.
void check_intrinsic(const Evaluator& evaluator, facts::Value schema, const Node& node, const Function& function,
                     const Frame& frame, Outcome& outcome);

/// True for functions of a transform that the template does not ask for.
bool is_unknown(const Function& function, const CheckContext& context);

/// `!GetAtt Name`, which says not of what.
bool is_attribute_of_nothing(const Member& call);

/// The types of the value that an expression gives: those of a literal, of a function as far as the facts tell.
TypeSet types_given(const CheckContext& context, const Node& node);
/// The same of a parameter, or of a resource or one of its attributes.
TypeSet types_given(const CheckContext& context, std::string_view name, std::string_view attribute);

}  // namespace cxsam::lint::schema
