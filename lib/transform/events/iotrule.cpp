// The IoTRule event: a topic rule that calls the function.
// Source: AWS SAM developer guide, "IoTRule" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"Sql", kText, true}, Property{"AwsIotSqlVersion", kText}};

void to_function(EventScope& event) {
  const Maker& make = event.make;
  Node actions = make.list(make.map("Lambda", make.map("FunctionArn", event.target.arn)));
  event.add(
      "", "AWS::IoT::TopicRule",
      make.map("TopicRulePayload", make.map("Sql", event.property("Sql"), "AwsIotSqlVersion", event.filled("AwsIotSqlVersion"),
                                            "RuleDisabled", false, "Actions", std::move(actions))));
  const std::string arn = "arn:" + event.work.partition() + ":iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}";
  event.add_permission("iot.amazonaws.com", make.sub(arn, "RuleName", make.ref(event.prefix)), "",
                       make.sub("${AWS::AccountId}"));
}

}  // namespace

extern const EventType event_iotrule{"IoTRule", kProperties, to_function};

}  // namespace cxsam::transform
