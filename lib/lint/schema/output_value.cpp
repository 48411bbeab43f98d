// What the value of an output may be.
#include "lint/places/choice.h"
#include "lint/schema/functions.h"
#include "lint/schema/intrinsic.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/passes.h"

namespace cxsam::lint::schema {
namespace {

// "this is a map", "`Fn::GetAtt` gives a list".
std::string what_it_gives(const CheckContext& context, const Node& value) {
  const std::optional<Intrinsic> call = as_intrinsic(value);
  if (!call || !find_function(call->name)) return "this is " + describe(value);
  const Function& function = *find_function(call->name);
  if (function.gives == kBoolean) return "`" + std::string(call->name) + "` gives true or false";
  return "`" + std::string(function.name) + "` gives " + kinds_of(types_given(context, value));
}

}  // namespace

void check_output_value(const Evaluator& evaluator, const Node& value, const Place& place, Diagnostics& diagnostics) {
  if (const std::optional<Choice> choice = as_choice(value)) {
    if (!evaluator.solver().find(choice->condition)) return;  // decides nothing
    const auto [of_yes, of_no] = places_of_branches(*choice, place, evaluator.context().sources);
    check_output_value(evaluator, *choice->yes, of_yes, diagnostics);
    return check_output_value(evaluator, *choice->no, of_no, diagnostics);
  }
  const std::optional<Intrinsic> call = as_intrinsic(value);
  const Function* function = call ? find_function(call->name) : nullptr;
  const bool is_plain_map = function && !FunctionSet::of_resources().has(*function);
  const bool is_empty = !value.is_scalar() && value.items.empty() && value.members.empty();
  if (is_empty && !evaluator.context().options.dialect->refuses_empty_outputs) return;
  const TypeSet texts = evaluator.context().options.dialect->converts_attributes ? TypeSet{kScalar} : TypeSet{kString};
  const bool is_text = value.is_null() || is_no_value(value) || (types_given(evaluator.context(), value) & texts);
  if (is_text && !is_plain_map) return;
  const bool is_attribute = function && function->name == "Fn::GetAtt";
  const Place where = is_attribute ? place_of(value.members.front(), place, evaluator.context().sources) : place;
  Fault fault{"E6101", std::nullopt, where,
              "the value of an output is a text, and " + what_it_gives(evaluator.context(), value)};
  if (types_given(evaluator.context(), value) == kList)
    fault.hints.emplace_back("make one text of it: `!Join [',', ...]`, or take one item: `!Select [0, ...]`");
  report({std::move(fault)}, diagnostics);
}

}  // namespace cxsam::lint::schema
