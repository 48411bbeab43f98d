#include "facts/environment.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/environment.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    for (const EnvironmentVariable& variable : environment_of(function, context.resolver)) {
      if (!facts::is_reserved_variable(variable.name)) continue;
      Diagnostic& finding =
          findings.add(variable.where, "environment variable `" + variable.name + "` is Lambda's own and cannot be set");
      finding.hints.emplace_back("choose another name, or leave it out: Lambda sets it itself");
    }
}

}  // namespace

extern const Rule rule_E3663_reserved_variable{
    .id = "E3663",
    .summary = "a function's environment sets no variable that Lambda reserves",
    .why = "Lambda refuses the function.",
    .check = check,
};

}  // namespace cxsam::lint
