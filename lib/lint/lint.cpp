#include "lint/lint.h"

#include "lint/condition_solver.h"
#include "lint/doubles.h"
#include "lint/schema/passes.h"

namespace cxsam::lint {

Diagnostic& Findings::add(Span where, std::string message, std::uint32_t expansion) {
  return diagnostics_->add({.id = std::string(rule_->id),
                            .severity = rule_->severity,
                            .message = std::move(message),
                            .where = where,
                            .expansion = expansion});
}

void check(const CheckContext& context, Diagnostics& diagnostics) {
  for (const Rule* rule : all_coded_rules()) {
    if (!rule->check) continue;
    Findings findings(*rule, diagnostics);
    rule->check(context, findings);
  }
  const ConditionSolver solver(context.source);
  const schema::Evaluator evaluator(context, solver);
  Diagnostics from_schemas;
  schema::check_resources(evaluator, from_schemas);
  schema::check_arguments(evaluator, from_schemas);
  schema::check_bindings(evaluator, from_schemas);
  schema::check_metadata_contexts(evaluator, from_schemas);
  add_without_doubles(std::move(from_schemas.items()), context, diagnostics);
}

}  // namespace cxsam::lint
