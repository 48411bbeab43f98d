#include "facts/schedule.h"
#include "lint/places/possible_values.h"
#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

using Service = facts::ScheduleService;

// `only_dead`: what is no expression at all has an id of cfn-lint's there.
void check_expression(const CheckContext& context, const Node* expression, Service service, bool only_dead,
                      Findings& findings) {
  if (!expression) return;
  for (const PossibleValue& value : possible_values(*expression, context.resolver)) {
    if (!value.value.is_string()) continue;
    const auto problem = facts::check_schedule(value.value.text, context.options.today, service);
    if (!problem || (only_dead && !problem->never_fires)) continue;
    Diagnostic& finding = findings.add(value.where, "schedule `" + value.value.text + "` " + problem->message, value.expansion);
    finding.related = value.related;
    if (!problem->hint.empty()) finding.hints.push_back(problem->hint);
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source)) {
    if (!event.properties) continue;
    if (event.type == "Schedule")
      check_expression(context, event.properties->find("Schedule"), Service::Rules, false, findings);
    if (event.type == "ScheduleV2")
      check_expression(context, event.properties->find("ScheduleExpression"), Service::Scheduler, false, findings);
  }
  for (const tmpl::Resource& resource : context.source.resources()) {
    const bool scheduler = resource.type == "AWS::Scheduler::Schedule";
    if (scheduler || resource.type == "AWS::Events::Rule")
      check_expression(context, resource.property("ScheduleExpression"), scheduler ? Service::Scheduler : Service::Rules,
                       !scheduler, findings);
  }
}

}  // namespace

extern const Rule rule_CX3005_schedule{
    .id = "CX3005",
    .summary = "a schedule can be read, and fires at some time",
    .why =
        "EventBridge refuses an expression that it cannot read. One whose day never comes (the 30th of February, a year that "
        "is past) is accepted and then nothing happens. `SOURCE_DATE_EPOCH` stands for today when it is set.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
