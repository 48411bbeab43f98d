// Source: AWS Lambda API reference, "InvokeWithResponseStream".
#include "base/hash.h"
#include "invoke/stream.h"
#include "json/json.h"
#include "lambda/event_stream.h"
#include "lambda/invoke_parts.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;
using invoke::Stream;

std::string chunk(std::string_view bytes) {
  return event_message(
      {{":message-type", "event"}, {":event-type", "PayloadChunk"}, {":content-type", "application/octet-stream"}}, bytes);
}

std::string complete(const Outcome& outcome, const std::optional<LogTails::Tail>& tail) {
  Json json = Json::object();
  if (outcome.kind != Outcome::Kind::Ok) {
    json["ErrorCode"] = outcome.error_type;
    json["ErrorDetails"] = outcome.error_document;
  }
  if (tail) json["LogResult"] = base64_encode(tail->text());
  return event_message({{":message-type", "event"}, {":event-type", "InvokeComplete"}, {":content-type", "application/json"}},
                       dump_json(json));
}

/// What the function writes, each part as it comes, and how it ended.
Task<bool> write_events(std::shared_ptr<const Service> service, std::shared_ptr<Stream> stream,
                        std::shared_ptr<std::optional<LogTails::Tail>> tail, http::BodyWriter& writer) {
  bool there = true;
  while (there) {
    std::optional<std::string> part = co_await stream->next();
    if (!part) break;
    std::string message = chunk(*part);
    there = co_await writer.write(std::move(message));
  }
  if (!there) {
    stream->abandon();
    co_return false;
  }
  std::string message = complete(*stream->outcome(), *tail);
  co_return co_await writer.write(std::move(message));
}

}  // namespace

Task<http::Response> invoke_with_stream(const Call& call) {
  auto ready = read_call(call, {"RequestResponse", "DryRun"});
  if (!ready) co_return response_of(ready.error());
  if (ready->settings.type == "DryRun") co_return http::Response{.status = 204, .headers = {}, .body = {}};
  const auto tail = std::make_shared<std::optional<LogTails::Tail>>();
  if (ready->settings.log_tail) tail->emplace(call.service->log_tails, call.request_id);
  const std::shared_ptr<Stream> stream =
      Stream::start(call.service->world, ready->target.invoker, std::move(ready->invocation));
  co_await stream->begun();
  if (const auto& outcome = stream->outcome()) {
    if (auto throttled = throttled_response(*outcome, outcome->error_document)) co_return std::move(*throttled);
  }
  http::Response response{.status = 200, .headers = {}, .body = {}};
  response.headers.emplace_back("Content-Type", "application/vnd.amazon.eventstream");
  response.headers.emplace_back("X-Amz-Executed-Version", ready->target.version);
  response.stream = [service = call.service, stream, tail](http::BodyWriter& writer) {
    return write_events(service, stream, tail, writer);
  };
  co_return response;
}

}  // namespace cxsam::lambda
