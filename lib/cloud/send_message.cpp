// Queues and streams take what they are given. Source: Amazon SQS API reference, "SendMessage"; Amazon Kinesis Data Streams API
// reference, "PutRecord".
#include <array>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "base/hash.h"
#include "base/text.h"
#include "cloud/remote_invoke.h"
#include "json/json.h"
#include "loop/random.h"

namespace cxsam::cloud {
namespace {

using aws::text_of;

constexpr std::array<std::string_view, 5> kOfMessages{"DelaySeconds", "MessageAttributes", "MessageSystemAttributes",
                                                      "MessageDeduplicationId", "MessageGroupId"};
constexpr std::array<std::string_view, 4> kOfRecords{"PartitionKey", "ExplicitHashKey", "SequenceNumberForOrdering",
                                                     "StreamARN"};

/// Error: a value that does not have its parameter's shape.
Result<Json> value_of(const std::string& name, const std::string& text) {
  if (name == "DelaySeconds") {
    if (const auto number = parse_int(text)) return Json(*number);
    return fail(fmt::format("`{}` of `--parameter {}` is no number", text, name));
  }
  if (name != "MessageAttributes" && name != "MessageSystemAttributes") return Json(text);
  Result<Json> json = parse_json(text);
  if (!json) return fail(std::move(json).error().with(fmt::format("reading `--parameter {}`", name)));
  return json;
}

Result<void> add_parameters(Json& parameters, const RemoteCall& call) {
  for (const auto& [name, text] : call.parameters) {
    Result<Json> value = value_of(name, text);
    if (!value) return fail(std::move(value).error());
    parameters[name] = *std::move(value);
  }
  return {};
}

std::string last_part(std::string_view text, char separator) { return std::string(text.substr(text.rfind(separator) + 1)); }

/// Nothing but the answer tells that it has worked.
bool show(const Json& answer, const RemoteView& view) {
  view.result(dump_json(answer, 2));
  return true;
}

}  // namespace

Task<Result<bool>> send_message(aws::Client& client, Target target, RemoteCall call, RemoteView view) {
  std::string url = target.physical_id;
  if (url.starts_with("arn:")) {
    const Json name{{"QueueName", last_part(url, ':')}};
    const auto queue = co_await client.call("sqs", "GetQueueUrl", name);
    if (!queue) co_return fail(aws::to_error(queue.error(), "GetQueueUrl"));
    url = text_of(*queue, "QueueUrl");
    target.shown = url;
  }
  view.say(fmt::format("Sending message to SQS queue {}\n", target.shown));
  const Result<void> checked = check_parameters(call.parameters, kOfMessages, {"QueueUrl", "MessageBody"}, view.say);
  if (!checked) co_return fail(checked.error());
  Json parameters{{"MessageBody", call.event && !call.event->empty() ? *call.event : "{}"}, {"QueueUrl", url}};
  if (const Result<void> added = add_parameters(parameters, call); !added) co_return fail(added.error());
  const auto answer = co_await client.call("sqs", "SendMessage", parameters);
  if (!answer) co_return fail(aws::to_error(answer.error(), "SendMessage"));
  co_return show(*answer, view);
}

Task<Result<bool>> put_record(aws::Client& client, Target target, RemoteCall call, RemoteView view) {
  view.say(fmt::format("Putting record to Kinesis data stream {}\n", target.shown));
  const Result<void> checked = check_parameters(call.parameters, kOfRecords, {"StreamName", "Data"}, view.say);
  if (!checked) co_return fail(checked.error());
  const World& world = client.world();
  Json parameters{{"StreamName", last_part(target.physical_id, '/')},
                  {"Data", base64_encode(event_as_json(call, view))},
                  {"PartitionKey", make_uuid(world.random)}};
  if (const Result<void> added = add_parameters(parameters, call); !added) co_return fail(added.error());
  const auto answer = co_await client.call("kinesis", "PutRecord", parameters);
  if (!answer) co_return fail(aws::to_error(answer.error(), "PutRecord"));
  co_return show(*answer, view);
}

}  // namespace cxsam::cloud
