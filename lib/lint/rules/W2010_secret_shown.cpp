#include "base/text.h"
#include "lint/places/function_targets.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_secret(const CheckContext& context, std::string_view parameter) {
  if (!context.names.is_parameter(parameter)) return false;
  const Node* parameters = context.source.section("Parameters");
  const Node* declaration = parameters ? parameters->find(parameter) : nullptr;
  const Node* hidden = declaration ? declaration->find("NoEcho") : nullptr;
  return hidden && equals_ignoring_case(hidden->as_bool().value_or(false) ? "true" : hidden->text, "true");
}

// Metadata of the whole template is shown before there are values.
bool is_in_metadata(const Visit& visit) {
  for (const Visit* outer = &visit; outer->parent; outer = outer->parent)
    if (outer->name == "Metadata" && outer->parent->parent && !outer->parent->parent->parent) return true;
  return false;
}

void check_value(const CheckContext& context, const Visit& visit, std::string_view shown_in, Findings& findings) {
  for (const FunctionTarget& target : targets_of(visit.node)) {
    if (target.function != "Ref" || !is_secret(context, target.name)) continue;
    Diagnostic& finding = findings.add(
        place_of_function(visit, context.sources),
        "parameter `" + std::string(target.name) + "` is `NoEcho`, and " + std::string(shown_in) + " shows its value");
    finding.hints.emplace_back("keep secrets in AWS Secrets Manager and pass on the secret's name");
  }
}

void check(const CheckContext& context, Findings& findings) {
  walk_section(context, "Outputs", [&](const Visit& visit) {
    check_value(context, visit, "an output", findings);
    return true;
  });
  walk_section(context, "Resources", [&](const Visit& visit) {
    if (is_in_metadata(visit)) check_value(context, visit, "the metadata of a resource", findings);
    return true;
  });
}

}  // namespace

extern const Rule rule_W2010_secret_shown{
    .id = "W2010",
    .summary = "parameters with `NoEcho` are not used in outputs and metadata",
    .why = "`NoEcho` hides a value where it is given; outputs and metadata show it to everyone who may describe the stack.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
