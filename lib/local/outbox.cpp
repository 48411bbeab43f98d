#include "local/outbox.h"

#include <utility>

#include "aws/endpoint.h"
#include "base/text.h"
#include "facts/services.h"
#include "json/json.h"

namespace cxsam::local {
namespace {

/// "arn:aws:sqs:us-east-1:123456789012:Orders"
struct Arn {
  std::string service, region, name;
};

std::optional<Arn> read_arn(const std::string& text) {
  const std::vector<std::string_view> parts = split(text, ':');
  constexpr std::size_t kName = 5;
  if (parts.size() <= kName || parts[0] != "arn") return std::nullopt;
  return Arn{std::string(parts[2]), std::string(parts[3]), std::string(parts[kName])};
}

bool takes_messages(const std::string& service) { return service == "sqs" || service == "sns" || service == "events"; }

Json sqs_attributes(const lambda::Message& message) {
  Json attributes = Json::object();
  for (const auto& [name, value] : message.attributes)
    attributes[name] = Json{{"DataType", name == "ErrorCode" ? "Number" : "String"}, {"StringValue", value}};
  return attributes;
}

Task<Result<void>> to_queue(aws::Client& client, std::string name, lambda::Message message) {
  const Json which{{"QueueName", name}};
  const auto url = co_await client.call("sqs", "GetQueueUrl", which);
  if (!url) co_return fail(aws::to_error(url.error(), "GetQueueUrl"));
  Json send{{"QueueUrl", url->value("QueueUrl", Json())}, {"MessageBody", message.body}};
  if (!message.attributes.empty()) send["MessageAttributes"] = sqs_attributes(message);
  const auto sent = co_await client.call("sqs", "SendMessage", send);
  if (!sent) co_return fail(aws::to_error(sent.error(), "SendMessage"));
  co_return Result<void>();
}

Task<Result<void>> to_topic(aws::Client& client, lambda::Message message) {
  Json publish{{"TopicArn", message.arn}, {"Message", message.body}};
  std::size_t number = 0;
  for (const auto& [name, value] : message.attributes) {
    const std::string entry = "MessageAttributes.entry." + std::to_string(++number) + ".";
    publish[entry + "Name"] = name;
    publish[entry + "Value.DataType"] = name == "ErrorCode" ? "Number" : "String";
    publish[entry + "Value.StringValue"] = value;
  }
  const auto sent = co_await client.query("sns", "Publish", publish);
  if (!sent) co_return fail(aws::to_error(sent.error(), "Publish"));
  co_return Result<void>();
}

Task<Result<void>> to_event_bus(aws::Client& client, lambda::Message message) {
  const Json entry{{"Source", "lambda"},
                   {"DetailType", message.detail_type},
                   {"Detail", message.body},
                   {"EventBusName", message.arn},
                   {"Resources", Json::array({message.arn, message.resource})}};
  const Json put{{"Entries", Json::array({entry})}};
  const auto sent = co_await client.call("events", "PutEvents", put);
  if (!sent) co_return fail(aws::to_error(sent.error(), "PutEvents"));
  const auto refused = sent->find("FailedEntryCount");
  if (refused != sent->end() && refused->is_number() && *refused != 0) co_return fail("EventBridge does not take the event");
  co_return Result<void>();
}

}  // namespace

std::string AwsOutbox::why_not(const std::string& arn) const {
  const auto parts = read_arn(arn);
  if (!parts || !takes_messages(parts->service)) return "it is no queue, topic or event bus";
  const facts::Service* service = facts::find_service(parts->service);
  if (service == nullptr) return "nothing is known of its service";
  if (!aws::endpoint_of(*service, parts->region, client_.settings()).is_aws) return "";
  return "AWS itself is not asked; AWS_ENDPOINT_URL_" + std::string(service->setting) + " says where an emulator answers";
}

Task<Result<void>> AwsOutbox::send(lambda::Message message) {
  if (std::string why = why_not(message.arn); !why.empty()) co_return fail(std::move(why));
  const auto arn = read_arn(message.arn);
  if (arn->service == "sqs") co_return co_await to_queue(client_, arn->name, std::move(message));
  if (arn->service == "sns") co_return co_await to_topic(client_, std::move(message));
  co_return co_await to_event_bus(client_, std::move(message));
}

std::shared_ptr<lambda::Outbox> make_outbox(const World& world, Variables environment, const runtime::Credentials& credentials,
                                            const std::string& region) {
  environment["AWS_ACCESS_KEY_ID"] = credentials.access_key;
  environment["AWS_SECRET_ACCESS_KEY"] = credentials.secret_key;
  if (!credentials.session_token.empty()) environment["AWS_SESSION_TOKEN"] = credentials.session_token;
  auto settings = aws::read_settings(std::move(environment), {.region = region});
  if (!settings) return nullptr;
  return std::make_shared<AwsOutbox>(world, std::move(*settings));
}

}  // namespace cxsam::local
