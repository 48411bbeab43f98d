#include "cloud/remote_invoke.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace cxsam::cloud {

std::string event_as_json(const RemoteCall& call, const RemoteView& view) {
  if (!call.event || trim(*call.event).empty()) return "{}";
  if (parse_json(*call.event)) return *call.event;
  std::string quoted = dump_json(Json(*call.event));
  view.say(
      fmt::format("Auto converting value '{}' into JSON '{}'. If you don't want auto-conversion, please provide a JSON "
                  "string as event\n",
                  *call.event, quoted));
  return quoted;
}

Json response_metadata(const system::HttpAnswer& answer) {
  Json headers = Json::object();
  for (const system::HttpHeader& header : answer.headers) headers[to_lower(header.name)] = header.value;
  return {{"HTTPStatusCode", answer.status}, {"HTTPHeaders", std::move(headers)}, {"RetryAttempts", 0}};
}

Task<Result<bool>> invoke(aws::Client& client, Target target, RemoteCall call, RemoteView view) {
  if (target.type == "AWS::StepFunctions::StateMachine")
    co_return co_await start_execution(client, std::move(target), std::move(call), std::move(view));
  if (target.type == "AWS::SQS::Queue")
    co_return co_await send_message(client, std::move(target), std::move(call), std::move(view));
  if (target.type == "AWS::Kinesis::Stream")
    co_return co_await put_record(client, std::move(target), std::move(call), std::move(view));
  co_return co_await invoke_function(client, std::move(target), std::move(call), std::move(view));
}

}  // namespace cxsam::cloud
