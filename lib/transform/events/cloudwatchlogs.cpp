// The CloudWatchLogs event: a subscription filter of a log group.
// Source: AWS SAM developer guide, "CloudWatchLogs" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"LogGroupName", kText, true}, Property{"FilterPattern", kText, true}};

void to_function(EventScope& event) {
  const Maker& make = event.make;
  const std::string arn =
      "arn:" + event.work.partition() + ":logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*";
  event.add_permission("logs.amazonaws.com", make.sub(arn, "__LogGroupName__", event.property("LogGroupName")));
  event.add("", "AWS::Logs::SubscriptionFilter",
            make.map("LogGroupName", event.property("LogGroupName"), "FilterPattern", event.property("FilterPattern"),
                     "DestinationArn", event.target.arn),
            {.depends_on = make.list(event.prefix + "Permission")});
}

}  // namespace

extern const EventType event_cloudwatchlogs{"CloudWatchLogs", kProperties, to_function};

}  // namespace cxsam::transform
