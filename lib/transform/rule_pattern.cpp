#include "transform/rule_pattern.h"

#include "transform/rule_target.h"

namespace cxsam::transform {

void add_pattern_rule(EventScope& event) {
  const Maker& make = event.make;
  std::optional<Node> state = event.copy("State");
  if (const Node* enabled = event.property("Enabled")) {
    if (state) return event.error(enabled, "`Enabled` and `State` exclude each other", "keep `State`");
    state = make.text(enabled->as_bool().value_or(false) ? "ENABLED" : "DISABLED");
  }
  event.add("", "AWS::Events::Rule",
            make.map("EventBusName", event.property("EventBusName"), "EventPattern", event.property("Pattern"), "Name",
                     event.property("RuleName"), "State", std::move(state), "Targets", make.list(rule_target(event))));
  permit_rule(event);
}

}  // namespace cxsam::transform
