#include "lint/subjects/sam_events.h"

namespace cxsam::lint {

std::vector<SamEvent> find_events(const tmpl::Template& source) {
  std::vector<SamEvent> all;
  for (const tmpl::Resource& resource : source.resources()) {
    if (resource.type != "AWS::Serverless::Function" && resource.type != "AWS::Serverless::StateMachine") continue;
    const Node* events = resource.property("Events");
    if (!events) continue;
    for (const Member& event : events->members) {
      const Node* type = event.value.find("Type");
      if (type && type->is_string()) all.push_back({&resource, &event, type->text, event.value.find("Properties")});
    }
  }
  return all;
}

}  // namespace cxsam::lint
