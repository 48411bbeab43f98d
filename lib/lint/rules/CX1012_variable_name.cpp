#include "facts/environment.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/environment.h"

namespace cxsam::lint {
namespace {

bool is_wrong(std::string_view name) {
  return !facts::is_variable_name(name) && !facts::is_reserved_variable(name) && !name.starts_with("Fn::");
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    for (const EnvironmentVariable& variable : environment_of(function, context.resolver)) {
      if (!is_wrong(variable.name)) continue;
      Diagnostic& finding =
          findings.add(variable.where, "`" + variable.name + "` cannot be the name of an environment variable");
      finding.notes.emplace_back("Lambda wants a letter, then letters, digits and `_`, at least two characters in all.");
    }
}

}  // namespace

extern const Rule rule_CX1012_variable_name{
    .id = "CX1012",
    .summary = "names of environment variables are such that Lambda takes them",
    .why = "Lambda refuses the function.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
