#include <algorithm>
#include <set>

#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/places/choice.h"
#include "lint/rule.h"
#include "lint/subjects/state_machines.h"

namespace cxsam::lint {
namespace {

// A macro may add some.
bool are_known(const Node* substitutions) {
  return !substitutions || substitutions->is_null() || (substitutions->is_map() && !as_intrinsic(*substitutions));
}

std::vector<std::string> keys_of(const Node& map) {
  std::vector<std::string> keys;
  for (const Member& member : map.members) keys.push_back(member.key);
  return keys;
}

// E1029 tells of those in the template that name something there.
bool is_told(const CheckContext& context, const Placeholder& placeholder) {
  const bool is_in_template = placeholder.where.file == context.source.root().span.file;
  return is_in_template && (context.names.is_parameter(placeholder.name) || is_pseudo_parameter(placeholder.name) ||
                            context.source.find_resource(placeholder.name));
}

void check_placeholders(const CheckContext& context, const StateMachine& machine, const Node& substitutions,
                        Findings& findings) {
  std::set<std::string_view> told;
  for (const Placeholder& placeholder : machine.placeholders) {
    if (substitutions.find(placeholder.name) || is_told(context, placeholder) || !told.insert(placeholder.name).second)
      continue;
    Diagnostic& finding = findings.add(placeholder.where, "nothing is filled in for `${" + placeholder.name +
                                                              "}`: `DefinitionSubstitutions` does not name it");
    finding.hints = did_you_mean(placeholder.name, keys_of(substitutions));
    if (finding.hints.empty()) finding.hints.push_back("add `" + placeholder.name + "` to `DefinitionSubstitutions`");
  }
}

void check_substitutions(const StateMachine& machine, const Node& substitutions, Findings& findings) {
  for (const Member& member : substitutions.members) {
    if (is_no_value(member.value) ||
        std::ranges::find(machine.placeholders, member.key, &Placeholder::name) != machine.placeholders.end())
      continue;
    findings.add(member.key_span, "the definition has no `${" + member.key + "}` to fill in")
        .hints.emplace_back("remove it, or use it in the definition");
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const StateMachine& machine : find_state_machines(context)) {
    const Node* given = machine.resource->property("DefinitionSubstitutions");
    if (!machine.has_all_placeholders || !are_known(given)) continue;
    const Node nothing = make_map();
    const Node& substitutions = given ? *given : nothing;
    check_placeholders(context, machine, substitutions, findings);
    check_substitutions(machine, substitutions, findings);
  }
}

}  // namespace

extern const Rule rule_CX4002_definition_substitutions{
    .id = "CX4002",
    .summary = "what a state machine's definition wants filled in and its `DefinitionSubstitutions` are the same names",
    .why =
        "A `${Name}` that nothing is given for reaches Step Functions as it is written, and fails there as an ARN or a number; "
        "a substitution that nothing uses was mostly meant for a name that is misspelt.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
