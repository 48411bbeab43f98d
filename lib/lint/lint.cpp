#include "lint/lint.h"

#include "lint/conditions/solver.h"
#include "lint/outputs/doubles.h"
#include "lint/schema/passes.h"
#include "lint/schema/tags.h"
#include "lint/subjects/odd_properties.h"

namespace cxsam::lint {

namespace {

void move_to(Diagnostics& all, Diagnostics& some) {
  for (Diagnostic& finding : some.items()) all.add(std::move(finding));
}

}  // namespace

Diagnostic& Findings::add(Span where, std::string message, std::uint32_t expansion) {
  return diagnostics_->add({.id = std::string(rule_->id),
                            .severity = rule_->severity,
                            .message = std::move(message),
                            .where = where,
                            .expansion = expansion});
}

void check(CheckContext context, Diagnostics& diagnostics) {
  forgive_odd_properties(context, diagnostics);
  const ConditionSolver solver(context.source);
  const schema::Evaluator evaluator(context, solver);
  Diagnostics from_schemas;
  schema::check_resources(evaluator, context.refused, context.looked_up, from_schemas);
  Diagnostics of_bindings;
  schema::check_bindings(evaluator, context.refused, of_bindings);
  Diagnostics of_arguments;
  schema::check_arguments(evaluator, context.refused, of_arguments);
  Diagnostics of_rules;
  Diagnostics dropped;
  Diagnostics& of_gaps = context.options.dialect->fills_gaps ? of_rules : dropped;
  for (const Rule* rule : all_coded_rules()) {
    if (!is_wanted(*rule, context.options.selection, *context.options.dialect)) continue;
    Findings findings(*rule, of_rules, of_gaps);
    rule->check(context, findings);
  }
  if (!context.options.dialect->judges_tags_once) {
    const schema::TagPlaces tags(context.source);
    schema::repeat_for_tags(tags, of_arguments);
    schema::repeat_for_tags(tags, of_rules);
  }
  move_to(diagnostics, of_rules);
  move_to(from_schemas, of_arguments);
  move_to(from_schemas, of_bindings);
  schema::check_metadata_contexts(evaluator, from_schemas);
  add_without_doubles(std::move(from_schemas.items()), context, diagnostics);
}

}  // namespace cxsam::lint
