// The Schedule event: a rule of EventBridge with a schedule.
// Source: AWS SAM developer guide, "Schedule" event source.
#include <array>

#include "transform/event_type.h"
#include "transform/rule_target.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Schedule", kText, true}, Property{"Input", kText},           Property{"Name", kText},
    Property{"Description", kText},    Property{"Enabled", kBool},         Property{"State", kText},
    Property{"RuleName", kText},       Property{"DeadLetterConfig", kMap}, Property{"RetryPolicy", kMap},
};

constexpr std::array kMachineProperties{
    Property{"Schedule", kText, true}, Property{"Input", kText},   Property{"Name", kText},  Property{"Description", kText},
    Property{"Enabled", kBool},        Property{"State", kText},   Property{"Target", kMap}, Property{"DeadLetterConfig", kMap},
    Property{"RetryPolicy", kMap},     Property{"RoleArn", kText},
};

void add_rule(EventScope& event) {
  const Maker& make = event.make;
  event.add("", "AWS::Events::Rule",
            make.map("Description", event.property("Description"), "Name", event.property("Name"), "ScheduleExpression",
                     event.property("Schedule"), "State", rule_state(event), "Targets", make.list(rule_target(event))));
  permit_rule(event);
}

}  // namespace

extern const EventType event_schedule{"Schedule", kProperties, add_rule, add_rule, kMachineProperties};

}  // namespace cxsam::transform
