// Source: AWS Lambda API reference, "Invoke"; recorded answers.
#include "base/hash.h"
#include "lambda/operation.h"
#include "lambda/payload_check.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;

constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;
constexpr std::size_t kMaxEvent = std::size_t{1} << 20U;
constexpr std::size_t kMaxClientContext = 3583;  // bytes of base64

struct Settings {
  std::string type;  // of invocation
  bool log_tail = false;
  std::string client_context;  // JSON
};

std::string value_or(std::string_view value, std::string_view otherwise) {
  return std::string(value.empty() ? otherwise : value);
}

Constraints check_settings(const Call& call) {
  Constraints constraints;
  constraints.one_of("invocationType", value_or(call.header("x-amz-invocation-type"), "RequestResponse"),
                     {"Event", "RequestResponse", "DryRun"});
  constraints.one_of("logType", value_or(call.header("x-amz-log-type"), "None"), {"None", "Tail"});
  return constraints;
}

Accepted<Settings> read_settings(const Call& call) {
  Settings settings{.type = value_or(call.header("x-amz-invocation-type"), "RequestResponse"),
                    .log_tail = call.header("x-amz-log-type") == "Tail",
                    .client_context = {}};
  const std::string_view context = call.header("x-amz-client-context");
  if (context.empty()) return settings;
  if (context.size() > kMaxClientContext) {
    return refuse(Refusal::Kind::InvalidContent, "Client context must be no more than " + std::to_string(kMaxClientContext) +
                                                     " bytes of base64, not " + std::to_string(context.size()));
  }
  auto json = base64_decode(context);
  if (!json || why_not_json(*json) || json->find('{') != json->find_first_not_of(" \t\r\n")) {
    return refuse(Refusal::Kind::InvalidContent, "Client context must be a valid Base64-encoded JSON object.");
  }
  settings.client_context = std::move(*json);
  return settings;
}

std::optional<Refusal> check_payload(const std::string& payload, bool event) {
  using Kind = Refusal::Kind;
  if (payload.size() > kMaxPayload) return refusal_of_status(413);
  if (event && payload.size() > kMaxEvent) {
    return Refusal{.kind = Kind::TooLarge,
                   .message = std::to_string(payload.size()) +
                              " byte payload is too large for the Event invocation type (limit " + std::to_string(kMaxEvent) +
                              " bytes)"};
  }
  if (payload.empty()) return std::nullopt;
  const auto why = why_not_json(payload);
  if (!why) return std::nullopt;
  return Refusal{.kind = Kind::InvalidContent,
                 .message = "Could not parse request body into json: Could not parse payload into json: " + *why};
}

http::Response empty(int status) { return {.status = status, .headers = {}, .body = {}}; }

/// 429 is the only outcome that is an error of the API; all others are the function's and a success of the call.
http::Response response_of_outcome(const Outcome& outcome, std::string body, const std::string& version) {
  http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", "application/json");
  if (outcome.kind == Outcome::Kind::Throttled) {
    response.status = 429;
    response.headers.emplace_back("x-amzn-ErrorType", outcome.error_type);
    return response;
  }
  if (outcome.kind != Outcome::Kind::Ok) response.headers.emplace_back("X-Amz-Function-Error", "Unhandled");
  response.headers.emplace_back("X-Amz-Executed-Version", version);
  return response;
}

Task<http::Response> call_function(const Call& call, const Target& target, invoke::Invocation invocation, bool log_tail) {
  std::optional<LogTails::Tail> tail;
  if (log_tail) tail.emplace(call.service.log_tails, call.request_id);
  invoke::BufferedResponse answer;
  const Outcome outcome = co_await target.invoker->invoke(std::move(invocation), answer);
  http::Response response = response_of_outcome(outcome, std::move(answer.body), target.version);
  if (tail) response.headers.emplace_back("X-Amz-Log-Result", base64_encode(tail->text()));
  co_return response;
}

}  // namespace

Task<http::Response> invoke(const Call& call) {
  const auto target = find_target(call, check_settings(call));
  if (!target) co_return response_of(target.error());
  const auto settings = read_settings(call);
  if (!settings) co_return response_of(settings.error());
  if (const auto refusal = check_payload(call.request.body, settings->type == "Event")) co_return response_of(*refusal);
  if (target->invoker == nullptr) {
    co_return response_of(
        {.kind = Refusal::Kind::NotImplemented,
         .message = "`" + target->function->full_path() + "` is a container image function, which is not run locally"});
  }
  if (settings->type == "DryRun") co_return empty(204);
  invoke::Invocation invocation{.request_id = call.request_id,
                                .payload = call.request.body.empty() ? "{}" : call.request.body,
                                .client_context = settings->client_context,
                                .trace_id = std::string(call.header("x-amzn-trace-id"))};
  if (settings->type != "Event") {
    co_return co_await call_function(call, *target, std::move(invocation), settings->log_tail);
  }
  invocation.client_context.clear();  // it is passed with synchronous calls only
  call.service.async_calls.add(
      {.function = target->function->full_path(), .invoker = target->invoker, .invocation = std::move(invocation)});
  co_return empty(202);
}

}  // namespace cxsam::lambda
