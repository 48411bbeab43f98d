// Source: AWS Lambda API reference, "Invoke", "InvokeWithResponseStream".
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "aws/event_stream.h"
#include "aws/members.h"
#include "aws/rest.h"
#include "base/hash.h"
#include "base/percent.h"
#include "cloud/remote_invoke.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

using aws::text_of;

constexpr std::chrono::minutes kPatience{16};  // Lambda's longest timeout, and a little

struct Header {
  std::string_view parameter, header;
};
constexpr std::array kHeaders{Header{"InvocationType", "X-Amz-Invocation-Type"}, Header{"LogType", "X-Amz-Log-Type"},
                              Header{"ClientContext", "X-Amz-Client-Context"},
                              Header{"DurableExecutionName", "X-Amz-Durable-Execution-Name"},
                              Header{"TenantId", "X-Amz-Tenant-Id"}};

constexpr std::array<std::string_view, 6> kParameters{"InvocationType",       "LogType",   "ClientContext",
                                                      "DurableExecutionName", "Qualifier", "TenantId"};

/// An answer that comes as a stream of events.
struct Streamed {
  aws::EventStreamReader reader;
  Json events = Json::array();  // kept for a view that shows them whole
  Json complete = Json::object();
  std::string fault;  // of the stream itself
};

std::string function_path(std::string_view api, std::string_view function, std::string_view rest) {
  return fmt::format("/{}/functions/{}/{}", api, percent_encode(function), rest);
}

aws::Call make_call(const Target& target, const RemoteCall& call, const RemoteView& view, bool streamed) {
  std::string path = streamed ? function_path("2021-11-15", target.physical_id, "response-streaming-invocations")
                              : function_path("2015-03-31", target.physical_id, "invocations");
  if (const auto qualifier = call.parameters.find("Qualifier"); qualifier != call.parameters.end())
    path += "?Qualifier=" + percent_encode(qualifier->second);
  aws::Call made{.service = "lambda", .region = "", .request = {.method = "POST", .url = std::move(path)}};
  made.request.headers.push_back({"X-Amz-Invocation-Type", "RequestResponse"});
  made.request.headers.push_back({"X-Amz-Log-Type", "Tail"});
  for (const Header& each : kHeaders)
    if (const auto given = call.parameters.find(each.parameter); given != call.parameters.end())
      system::set_header(made.request.headers, each.header, given->second);
  made.request.body = event_as_json(call, view);
  made.request.silence_timeout = kPatience;
  made.repeatable = false;
  return made;
}

/// Whether its URL answers with a stream. Who may not ask is told, and gets the answer whole.
Task<bool> answers_with_stream(aws::Client& client, Target target, RemoteView view) {
  std::string path = function_path("2015-03-31", target.physical_id, "configuration");
  const auto configuration = co_await aws::rest_get(client, "lambda", std::move(path));
  if (!configuration)
    view.say(fmt::format("Failed to get function configuration for {}: {}\n", target.physical_id,
                         aws::to_error(configuration.error(), "GetFunctionConfiguration").message));
  path = function_path("2021-10-31", target.physical_id, "url");
  const auto url = co_await aws::rest_get(client, "lambda", std::move(path));
  co_return url&& text_of(*url, "InvokeMode") == "RESPONSE_STREAM";
}

void say_log(const RemoteView& view, std::string_view encoded) {
  const auto log = base64_decode(encoded);
  if (!log || log->empty()) return;
  view.say(log->ends_with('\n') ? *log : *log + "\n");
}

std::string header_of(const system::HttpAnswer& answer, std::string_view name) {
  const std::string* value = system::find_header(answer.headers, name);
  return value == nullptr ? "" : *value;
}

bool show(const system::HttpAnswer& answer, const RemoteCall& call, const RemoteView& view) {
  const std::string log = header_of(answer, "x-amz-log-result");
  const std::string failed = header_of(answer, "x-amz-function-error");
  const std::string version = header_of(answer, "x-amz-executed-version");
  if (call.whole) {
    Json whole{{"ResponseMetadata", response_metadata(answer)}, {"StatusCode", answer.status}};
    if (!failed.empty()) whole["FunctionError"] = failed;
    if (!log.empty()) whole["LogResult"] = log;
    if (!version.empty()) whole["ExecutedVersion"] = version;
    whole["Payload"] = answer.body;
    view.result(dump_json(whole, 2));
  } else {
    say_log(view, log);
    view.result(answer.body);
  }
  if (!failed.empty()) view.fault(fmt::format("the function has failed ({})", failed));
  return failed.empty();
}

void take(Streamed& streamed, std::string_view bytes, const RemoteCall& call, const RemoteView& view) {
  streamed.reader.add(bytes);
  while (streamed.fault.empty()) {
    Result<std::optional<aws::EventMessage>> message = streamed.reader.next();
    if (!message) streamed.fault = message.error().message;
    if (!message || !*message) return;
    const std::string_view type = (*message)->header(":event-type");
    if ((*message)->header(":message-type") == "exception") {
      streamed.fault = fmt::format("{}: {}", (*message)->header(":exception-type"), (*message)->payload);
    } else if (type == "PayloadChunk") {
      if (call.whole) streamed.events.push_back({{"PayloadChunk", {{"Payload", (*message)->payload}}}});
      if (!call.whole) view.result((*message)->payload);
    } else if (type == "InvokeComplete") {
      if (Result<Json> complete = parse_json((*message)->payload); complete && complete->is_object())
        streamed.complete = *std::move(complete);
    }
  }
}

bool show_end(Streamed& streamed, const system::HttpAnswer& answer, const RemoteCall& call, const RemoteView& view) {
  const std::string code = text_of(streamed.complete, "ErrorCode");
  const std::string log = text_of(streamed.complete, "LogResult");
  if (call.whole) {
    streamed.events.push_back({{"InvokeComplete", streamed.complete}});
    view.result(dump_json(Json{{"ResponseMetadata", response_metadata(answer)},
                               {"StatusCode", answer.status},
                               {"ExecutedVersion", header_of(answer, "x-amz-executed-version")},
                               {"EventStream", streamed.events}},
                          2));
  } else {
    say_log(view, log);
  }
  if (!code.empty())
    view.fault(fmt::format("the function has failed ({}): {}", code, text_of(streamed.complete, "ErrorDetails")));
  return code.empty();
}

}  // namespace

Task<Result<bool>> invoke_function(aws::Client& client, Target target, RemoteCall call, RemoteView view) {
  view.say(fmt::format("Invoking Lambda Function {}\n", target.shown));
  const Result<void> checked = check_parameters(call.parameters, kParameters, {"FunctionName", "Payload"}, view.say);
  if (!checked) co_return fail(checked.error());
  const bool as_stream = co_await answers_with_stream(client, target, view);
  Streamed streamed;
  aws::Call made = make_call(target, call, view, as_stream);
  if (as_stream) made.request.take_piece = [&](std::string_view piece) { take(streamed, piece, call, view); };
  const auto answer = co_await client.send(std::move(made));
  if (!answer) co_return fail(aws::to_error(answer.error(), as_stream ? "InvokeWithResponseStream" : "Invoke"));
  if (!as_stream) co_return show(*answer, call, view);
  if (streamed.fault.empty() && streamed.reader.is_within_message()) streamed.fault = "the answer ends in the middle";
  if (!streamed.fault.empty()) co_return fail(Error{streamed.fault}.with("reading the answer of InvokeWithResponseStream"));
  co_return show_end(streamed, *answer, call, view);
}

}  // namespace cxsam::cloud
