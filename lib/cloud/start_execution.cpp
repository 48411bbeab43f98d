// Source: AWS Step Functions API reference, "StartExecution", "StartSyncExecution", "DescribeExecution".
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/members.h"
#include "aws/times.h"
#include "cloud/remote_invoke.h"
#include "cloud/times.h"
#include "facts/services.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

using aws::text_of;

constexpr std::chrono::seconds kPause{1};
constexpr std::chrono::minutes kPatience{6};  // an Express execution takes at most 5 minutes
constexpr std::array<std::string_view, 2> kParameters{"name", "traceHeader"};

Json start_parameters(const World& world, const Target& target, const RemoteCall& call, std::string input) {
  std::string stamp = aws::amz_date(world.clock.wall());
  stamp.pop_back();  // 20260304T050607
  Json parameters{{"name", "sam_remote_invoke_" + stamp}, {"input", std::move(input)}, {"stateMachineArn", target.physical_id}};
  for (const auto& [name, value] : call.parameters) parameters[name] = value;
  return parameters;
}

/// One that nobody may look at counts as STANDARD, as most are.
Task<bool> is_express(aws::Client& client, std::string arn) {
  const Json parameters{{"stateMachineArn", arn}};
  const auto machine = co_await client.call("stepfunctions", "DescribeStateMachine", parameters);
  co_return machine&& text_of(*machine, "type") == "EXPRESS";
}

/// Runs an Express execution to its end, which no other operation can tell.
Task<Result<Json>> run_express(aws::Client& client, Json parameters) {
  const facts::Service& service = *facts::find_service("stepfunctions");
  aws::Call call{.service = "stepfunctions", .region = "", .request = {.method = "POST", .url = "/"}, .repeatable = false};
  call.request.headers.push_back({"Content-Type", fmt::format("application/x-amz-{}", service.protocol)});
  call.request.headers.push_back({"X-Amz-Target", fmt::format("{}.StartSyncExecution", service.target)});
  call.request.body = dump_json(parameters);
  call.request.silence_timeout = kPatience;
  const std::string region = aws::region_of(client.settings()).value_or("");
  if (aws::endpoint_of(service, region, client.settings()).is_aws) call.host_prefix = "sync-";
  const auto answer = co_await client.send(std::move(call));
  if (!answer) co_return fail(aws::to_error(answer.error(), "StartSyncExecution"));
  co_return parse_json(answer->body);
}

Task<Result<Json>> run_standard(aws::Client& client, Json parameters) {
  const auto started = co_await client.call("stepfunctions", "StartExecution", parameters);
  if (!started) co_return fail(aws::to_error(started.error(), "StartExecution"));
  const Json name{{"executionArn", text_of(*started, "executionArn")}};
  for (;;) {
    auto execution = co_await client.call("stepfunctions", "DescribeExecution", name);
    if (!execution) co_return fail(aws::to_error(execution.error(), "DescribeExecution"));
    if (text_of(*execution, "status") != "RUNNING") co_return *std::move(execution);
    co_await client.world().clock.sleep_for(kPause);
  }
}

/// Dates as texts.
Json readable(Json execution) {
  for (const char* name : {"startDate", "stopDate", "redriveDate"})
    if (execution.contains(name) && execution[name].is_number()) execution[name] = python_time(execution[name].get<double>());
  return execution;
}

bool show(const Json& execution, const RemoteCall& call, const RemoteView& view) {
  const std::string status = text_of(execution, "status");
  if (call.whole) {
    view.result(dump_json(readable(execution), 2));
  } else if (status == "SUCCEEDED") {
    view.result(text_of(execution, "output"));
  }
  if (status == "SUCCEEDED") return true;
  if (execution.contains("error") || execution.contains("cause")) {
    view.fault(fmt::format("The execution failed due to the error: {} and cause: {}", text_of(execution, "error"),
                           text_of(execution, "cause")));
  } else {
    view.fault(fmt::format("The execution did not succeed: {}", status));
  }
  return false;
}

}  // namespace

Task<Result<bool>> start_execution(aws::Client& client, Target target, RemoteCall call, RemoteView view) {
  view.say(fmt::format("Invoking Step Function {}\n", target.shown));
  const Result<void> checked = check_parameters(call.parameters, kParameters, {"stateMachineArn", "input"}, view.say);
  if (!checked) co_return fail(checked.error());
  Json parameters = start_parameters(client.world(), target, call, event_as_json(call, view));
  const bool express = co_await is_express(client, target.physical_id);
  Task<Result<Json>> task = express ? run_express(client, std::move(parameters)) : run_standard(client, std::move(parameters));
  const Result<Json> execution = co_await std::move(task);
  if (!execution) co_return fail(execution.error());
  co_return show(*execution, call, view);
}

}  // namespace cxsam::cloud
