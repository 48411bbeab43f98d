#include "gateway/backends/actions.h"

#include <algorithm>

namespace cxsam::gateway {
namespace {

using Kind = ActionParameter::Kind;

constexpr ActionParameter needed(std::string_view name) { return {.kind = Kind::Text, .name = name, .required = true}; }
constexpr ActionParameter text(std::string_view name) { return {.kind = Kind::Text, .name = name}; }
constexpr ActionParameter number(std::string_view name) { return {.kind = Kind::Number, .name = name}; }
constexpr ActionParameter json(std::string_view name) { return {.kind = Kind::Json, .name = name}; }

constexpr ActionParameter kPutEvents[] = {needed("Detail"),     needed("DetailType"), needed("Source"),   text("Time"),
                                          text("EventBusName"), json("Resources"),    text("TraceHeader")};
constexpr ActionParameter kSendMessage[] = {needed("QueueUrl"),
                                            needed("MessageBody"),
                                            number("DelaySeconds"),
                                            json("MessageAttributes"),
                                            text("MessageDeduplicationId"),
                                            text("MessageGroupId"),
                                            json("MessageSystemAttributes")};
constexpr ActionParameter kReceiveMessage[] = {needed("QueueUrl"),
                                               json("AttributeNames"),
                                               number("MaxNumberOfMessages"),
                                               json("MessageAttributeNames"),
                                               text("ReceiveRequestAttemptId"),
                                               number("VisibilityTimeout"),
                                               number("WaitTimeSeconds")};
constexpr ActionParameter kDeleteMessage[] = {needed("QueueUrl"), needed("ReceiptHandle")};
constexpr ActionParameter kPurgeQueue[] = {needed("QueueUrl")};
constexpr ActionParameter kGetConfiguration[] = {needed("Application"), needed("Environment"), needed("Configuration"),
                                                 needed("ClientId"), text("ClientConfigurationVersion")};
constexpr ActionParameter kPutRecord[] = {needed("StreamName"), needed("Data"), needed("PartitionKey"),
                                          text("SequenceNumberForOrdering"), text("ExplicitHashKey")};
constexpr ActionParameter kStartExecution[] = {needed("StateMachineArn"), text("Name"), text("Input")};
constexpr ActionParameter kStartSyncExecution[] = {needed("StateMachineArn"), text("Name"), text("Input"), text("TraceHeader")};
constexpr ActionParameter kStopExecution[] = {needed("ExecutionArn"), text("Cause"), text("Error")};

constexpr ServiceAction kActions[] = {
    {"EventBridge-PutEvents", "events", "PutEvents", kPutEvents},
    {"SQS-SendMessage", "sqs", "SendMessage", kSendMessage},
    {"SQS-ReceiveMessage", "sqs", "ReceiveMessage", kReceiveMessage},
    {"SQS-DeleteMessage", "sqs", "DeleteMessage", kDeleteMessage},
    {"SQS-PurgeQueue", "sqs", "PurgeQueue", kPurgeQueue},
    {"AppConfig-GetConfiguration", "appconfig", "", kGetConfiguration},
    {"Kinesis-PutRecord", "kinesis", "PutRecord", kPutRecord},
    {"StepFunctions-StartExecution", "stepfunctions", "StartExecution", kStartExecution},
    {"StepFunctions-StartSyncExecution", "stepfunctions", "StartSyncExecution", kStartSyncExecution},
    {"StepFunctions-StopExecution", "stepfunctions", "StopExecution", kStopExecution},
};

}  // namespace

const ServiceAction* find_action(std::string_view subtype) {
  const auto* found = std::ranges::find(kActions, subtype, &ServiceAction::subtype);
  return found == std::end(kActions) ? nullptr : found;
}

}  // namespace cxsam::gateway
