#include "lint/rule.h"
#include "lint/subjects/state_machines.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (StateMachine& machine : find_state_machines(context)) {
    if (machine.unreadable) {
      Diagnostic& finding = findings.add(machine.unreadable->where, std::move(machine.unreadable->message));
      finding.related = std::move(machine.unreadable->related);
      finding.hints = std::move(machine.unreadable->hints);
      continue;
    }
    const Node& definition = machine.inline_definition ? *machine.inline_definition : *machine.definition;
    for (asl::Problem& problem : asl::check_definition(definition, machine.workflow)) {
      Diagnostic& finding = findings.add(machine.has_lines ? problem.where : machine.place, std::move(problem.message));
      if (!problem.hint.empty()) finding.hints.push_back(std::move(problem.hint));
    }
  }
}

}  // namespace

extern const Rule rule_CX4001_state_machine{
    .id = "CX4001",
    .summary = "the definition of a state machine is Amazon States Language",
    .why =
        "Step Functions refuses the state machine, or it never reaches a state that was meant to be reached. Definitions in "
        "the template, in a JSON text and in a local file are read; what CloudFormation fills in is taken to be right.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
