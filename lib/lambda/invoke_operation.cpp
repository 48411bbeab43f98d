// Source: AWS Lambda API reference, "Invoke"; recorded answers.
#include "base/hash.h"
#include "lambda/invoke_parts.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;

http::Response empty(int status) { return {.status = status, .headers = {}, .body = {}}; }

/// Throttling is the only outcome that is an error of the API; all others are the function's and a success of the call.
http::Response response_of_outcome(const Outcome& outcome, std::string body, const std::string& version) {
  if (auto throttled = throttled_response(outcome, body)) return std::move(*throttled);
  http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", "application/json");
  if (outcome.kind != Outcome::Kind::Ok) response.headers.emplace_back("X-Amz-Function-Error", "Unhandled");
  response.headers.emplace_back("X-Amz-Executed-Version", version);
  return response;
}

/// A call without its invocation.
AsyncCall event_for(const std::shared_ptr<const Service>& service, const Target& target) {
  return {.function = target.function->full_path(),
          .invoker = target.invoker,
          .invocation = {.request_id = {}, .payload = {}, .function_arn = target.arn, .version = target.version},
          .version = target.version,
          .rules = target.async,
          .find = [service](const std::string& arn) -> std::optional<AsyncCall> {
            const auto name = parse_function_name(arn);
            const auto found = name ? service->directory.find(*name, service->world.random) : std::nullopt;
            if (!found || found->invoker == nullptr) return std::nullopt;
            return event_for(service, *found);
          }};
}

Task<http::Response> call_function(const Call& call, ReadyCall ready) {
  std::optional<LogTails::Tail> tail;
  if (ready.settings.log_tail) tail.emplace(call.service->log_tails, call.request_id);
  invoke::BufferedResponse answer;
  const Outcome outcome = co_await ready.target.invoker->invoke(ready.invocation, answer);
  http::Response response = response_of_outcome(outcome, std::move(answer.body), ready.target.version);
  if (tail) response.headers.emplace_back("X-Amz-Log-Result", base64_encode(tail->text()));
  co_return response;
}

}  // namespace

Task<http::Response> invoke(const Call& call) {
  auto ready = read_call(call, {"Event", "RequestResponse", "DryRun"});
  if (!ready) co_return response_of(ready.error());
  if (ready->settings.type == "DryRun") co_return empty(204);
  if (ready->settings.type != "Event") co_return co_await call_function(call, std::move(*ready));
  ready->invocation.client_context.clear();  // it is passed with synchronous calls only
  AsyncCall event = event_for(call.service, ready->target);
  event.invocation = std::move(ready->invocation);
  call.service->async_calls.add(std::move(event));
  co_return empty(202);
}

}  // namespace cxsam::lambda
