#include "facts/handlers.h"
#include "lint/places/possible_values.h"
#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

void check_handler(const PossibleValue& handler, const facts::HandlerForm& form, Findings& findings) {
  if (!handler.value.is_scalar() || facts::parse_handler(form.family, handler.value.text)) return;
  Diagnostic& finding = findings.add(
      handler.where, "handler `" + handler.value.text + "` has not the form " + std::string(form.form), handler.expansion);
  finding.related = handler.related;
  finding.hints.push_back("write it like `" + std::string(form.example) + "`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Handler");
    const facts::Runtime* runtime = runtime_of(context, function);
    const facts::HandlerForm* form = runtime ? facts::find_handler_form(runtime->family) : nullptr;
    if (!property || !form) continue;
    for (const PossibleValue& handler : possible_values(property->value, context.resolver))
      check_handler(handler, *form, findings);
  }
}

}  // namespace

extern const Rule rule_CX1008_handler_form{
    .id = "CX1008",
    .summary = "a handler has the form that its runtime expects",
    .why = "The function deploys, and then every invocation fails because Lambda cannot find the code to call.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
