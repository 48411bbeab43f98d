// The AlexaSkill event: a skill may call the function.
// Source: AWS SAM developer guide, "AlexaSkill" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"SkillId", kText}};

void to_function(EventScope& event) {
  event.add("Permission", "AWS::Lambda::Permission",
            event.make.map("Action", "lambda:InvokeFunction", "FunctionName", event.target.reference, "Principal",
                           "alexa-appkit.amazon.com", "EventSourceToken", event.property("SkillId")));
}

}  // namespace

extern const EventType event_alexaskill{"AlexaSkill", kProperties, to_function};

}  // namespace cxsam::transform
