#include "transform/rule_pattern.h"

#include "transform/rule_target.h"

namespace cxsam::transform {

void add_pattern_rule(EventScope& event) {
  const Maker& make = event.make;
  event.add("", "AWS::Events::Rule",
            make.map("EventBusName", event.property("EventBusName"), "EventPattern", event.property("Pattern"), "Name",
                     event.property("RuleName"), "State", rule_state(event), "Targets", make.list(rule_target(event))));
  permit_rule(event);
}

}  // namespace cxsam::transform
