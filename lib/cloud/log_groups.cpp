#include "cloud/log_groups.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/parallel.h"
#include "aws/rest.h"
#include "base/percent.h"
#include "base/text.h"
#include "cloud/stack.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

constexpr const char* kNoneLogs = "No valid resources find to pull information";

using aws::list_of;
using aws::object_of;
using aws::text_of;

using Say = std::function<void(std::string_view)>;
using Groups = std::vector<std::string>;

constexpr std::size_t kAtOnce = 6;

Task<Groups> of_function(aws::Client& client, std::string name, Say) {
  std::string path = fmt::format("/2015-03-31/functions/{}/configuration", percent_encode(name));
  const auto configuration = co_await aws::rest_get(client, "lambda", std::move(path));
  const std::string group = configuration ? text_of(object_of(*configuration, "LoggingConfig"), "LogGroup") : "";
  co_return Groups{group.empty() ? "/aws/lambda/" + name : group};
}

/// Execution logs of each stage, and access logs where there are any.
Task<Groups> of_rest_api(aws::Client& client, std::string api, Say) {
  std::string path = fmt::format("/restapis/{}/stages", percent_encode(api));
  const auto answer = co_await aws::rest_get(client, "apigateway", std::move(path));
  Groups groups;
  if (answer) {
    for (const Json& stage : list_of(*answer, "item")) {
      groups.push_back(fmt::format("API-Gateway-Execution-Logs_{}/{}", api, text_of(stage, "stageName")));
      groups.push_back(log_group_in(text_of(object_of(stage, "accessLogSettings"), "destinationArn")));
    }
  }
  if (groups.empty()) groups.push_back(fmt::format("API-Gateway-Execution-Logs_{}/Prod", api));
  co_return groups;
}

Task<Groups> of_http_api(aws::Client& client, std::string api, Say say) {
  std::string path = fmt::format("/v2/apis/{}/stages", percent_encode(api));
  const auto answer = co_await aws::rest_get(client, "apigatewayv2", path);
  Groups groups;
  if (answer)
    for (const Json& stage : list_of(*answer, "items"))
      groups.push_back(log_group_in(text_of(object_of(stage, "accessLogSettings"), "destinationArn")));
  if (!answer) {  // whoever may not list stages may be let see the usual one
    path = fmt::format("/v2/apis/{}/stages/%24default", percent_encode(api));
    const auto stage = co_await aws::rest_get(client, "apigatewayv2", std::move(path));
    if (stage) groups.push_back(log_group_in(text_of(object_of(*stage, "accessLogSettings"), "destinationArn")));
  }
  std::erase(groups, "");
  if (groups.empty()) say(fmt::format("Access logging is disabled for HTTP API ID ({})", api));
  co_return groups;
}

Task<Groups> of_state_machine(aws::Client& client, std::string arn, Say say) {
  const Json parameters{{"stateMachineArn", arn}};
  const auto machine = co_await client.call("stepfunctions", "DescribeStateMachine", parameters);
  Groups groups;
  if (machine)
    for (const Json& each : list_of(object_of(*machine, "loggingConfiguration"), "destinations"))
      groups.push_back(log_group_in(text_of(object_of(each, "cloudWatchLogsLogGroup"), "logGroupArn")));
  std::erase(groups, "");
  if (groups.empty()) say(fmt::format("Logging is not configured for StepFunctions ({})", arn));
  co_return groups;
}

struct Kind {
  std::string_view type;
  Task<Groups> (*find)(aws::Client&, std::string physical_id, Say);
};
constexpr std::array kKinds{
    Kind{"AWS::Lambda::Function", of_function},
    Kind{"AWS::ApiGateway::RestApi", of_rest_api},
    Kind{"AWS::ApiGatewayV2::Api", of_http_api},
    Kind{"AWS::StepFunctions::StateMachine", of_state_machine},
};

const Kind* kind_of(std::string_view type) {
  const auto found = std::ranges::find(kKinds, type, &Kind::type);
  return found == kKinds.end() ? nullptr : &*found;
}

/// The resources that log, or those of them that have been named.
Result<std::vector<StackResource>> choose(std::vector<StackResource> all, const std::vector<std::string>& names,
                                          const Say& say) {
  std::erase_if(all, [](const StackResource& each) { return kind_of(each.type) == nullptr || each.physical_id.empty(); });
  std::vector<StackResource> chosen;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(all, name, &StackResource::logical_id);
    if (found != all.end()) {
      chosen.push_back(*found);
      continue;
    }
    std::vector<std::string> known;
    for (const StackResource& each : all) known.push_back(each.logical_id);
    say(fmt::format("Resource name ({}) does not exist. Available resource names: {}", name, join(known, ", ")));
  }
  if (names.empty()) chosen = std::move(all);
  if (chosen.empty()) return fail(kNoneLogs);
  return chosen;
}

Task<Result<Groups>> of_stack(aws::Client& client, LogQuery query, Say say) {
  auto resources = co_await list_resources(client, query.stack, Nested::Included);
  if (!resources) co_return fail(std::move(resources).error());
  if (!*resources) co_return fail(no_such_stack(query.stack));
  const Result<std::vector<StackResource>> chosen = choose(**std::move(resources), query.names, say);
  if (!chosen) co_return fail(chosen.error());
  std::vector<Groups> found(chosen->size());
  const auto one = [&](std::size_t i) -> Task<void> {
    const StackResource& resource = (*chosen)[i];
    found[i] = co_await kind_of(resource.type)->find(client, resource.physical_id, say);
  };
  co_await aws::for_each_index(client.world(), chosen->size(), kAtOnce, one);
  Groups groups;
  for (Groups& each : found) groups.insert(groups.end(), each.begin(), each.end());
  co_return groups;
}

Task<bool> exists(aws::Client& client, std::string group) {
  const Json parameters{{"logGroupName", group}, {"limit", 1}};
  const auto streams = co_await client.call("logs", "DescribeLogStreams", parameters);
  co_return streams || streams.error().code != "ResourceNotFoundException";
}

}  // namespace

std::string log_group_in(std::string_view arn) {
  constexpr std::string_view kMark = ":log-group:";
  const std::size_t at = arn.find(kMark);
  if (at == std::string_view::npos) return "";
  std::string_view group = arn.substr(at + kMark.size());
  return std::string(group.substr(0, group.find(':')));
}

Task<Result<Groups>> find_log_groups(aws::Client& client, LogQuery query, Say say) {
  Groups groups;
  if (!query.names.empty() || query.groups.empty()) {
    Result<Groups> found = co_await of_stack(client, query, say);
    if (!found) co_return fail(std::move(found).error());
    groups = *std::move(found);
  }
  for (std::size_t i = 0; i < query.groups.size(); ++i) {
    const bool there = co_await exists(client, query.groups[i]);
    if (!there) say(fmt::format("CloudWatch log group name ({}) does not exist.", query.groups[i]));
    if (there) groups.push_back(query.groups[i]);
  }
  Groups once;
  for (std::string& group : groups)
    if (!group.empty() && std::ranges::find(once, group) == once.end()) once.push_back(std::move(group));
  if (once.empty() && query.groups.empty()) co_return fail(kNoneLogs);
  co_return once;
}

}  // namespace cxsam::cloud
