// CloudFormation in this process: it answers each action with what a test has laid out for it, and remembers what it was asked.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/client.h"
#include "base/percent.h"
#include "http/server.h"
#include "loop/run.h"
#include "loop/world.h"

namespace cxsam::test {

struct Asked {
  std::string action;
  std::map<std::string, std::string> parameters;
};

inline std::string stack_xml(std::string_view status, std::string_view more = "") {
  return fmt::format(
      "<Stacks><member><StackId>arn:stack/app/1</StackId><StackName>app</StackName><StackStatus>{}</StackStatus>{}</member></"
      "Stacks>",
      status, more);
}

inline std::string event_xml(std::string_view id, std::string_view logical_id, std::string_view type, std::string_view status,
                             std::string_view reason = "", std::string_view physical_id = "", std::string_view stack = "app") {
  return fmt::format(
      "<member><EventId>{}</EventId><StackName>{}</StackName><LogicalResourceId>{}</LogicalResourceId><PhysicalResourceId>{}</"
      "PhysicalResourceId><ResourceType>{}</ResourceType><ResourceStatus>{}</ResourceStatus><ResourceStatusReason>{}</"
      "ResourceStatusReason></member>",
      id, stack, logical_id, physical_id, type, status, reason);
}

/// Of the stack itself.
inline std::string end_xml(std::string_view id, std::string_view status) {
  return event_xml(id, "app", "AWS::CloudFormation::Stack", status);
}

class CloudFormation {
 public:
  CloudFormation() {
    auto server =
        http::Server::listen(world, "127.0.0.1", 0, {}, [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(server);
    server_ = *std::move(server);
    client = std::make_unique<aws::Client>(
        world, *aws::read_settings({{"HOME", "/nowhere"},
                                    {"AWS_ENDPOINT_URL", fmt::format("http://127.0.0.1:{}", server_->port())},
                                    {"AWS_REGION", "eu-west-1"},
                                    {"AWS_MAX_ATTEMPTS", "1"},
                                    {"AWS_ACCESS_KEY_ID", "AKID"},
                                    {"AWS_SECRET_ACCESS_KEY", "secret"}},
                                   {}));
  }

  /// The next answer to an action; the last one is given again and again.
  CloudFormation& answers(const std::string& action, std::string result) {
    answers_[action].push_back({200, fmt::format("<{0}Response><{0}Result>{1}</{0}Result></{0}Response>", action, result)});
    return *this;
  }
  CloudFormation& refuses(const std::string& action, std::string_view code, std::string_view message = "no", int status = 400) {
    answers_[action].push_back(
        {status,
         fmt::format("<ErrorResponse><Error><Code>{}</Code><Message>{}</Message></Error></ErrorResponse>", code, message)});
    return *this;
  }
  CloudFormation& has_no_stack() { return refuses("DescribeStacks", "ValidationError", "Stack with id app does not exist"); }
  CloudFormation& events(std::string members) {
    return answers("DescribeStackEvents", "<StackEvents>" + members + "</StackEvents>");
  }
  /// A change set that is ready at once, and whatever else each deployment asks for.
  CloudFormation& is_willing() {
    answers("CreateChangeSet", "<Id>arn:changeSet/1</Id>");
    answers("DescribeChangeSet",
            "<ChangeSetId>arn:changeSet/1</ChangeSetId><Status>CREATE_COMPLETE</"
            "Status><Changes><member><ResourceChange><Action>Add</"
            "Action><LogicalResourceId>Q</LogicalResourceId><ResourceType>AWS::SQS::Queue</ResourceType></ResourceChange></"
            "member></"
            "Changes>");
    answers("GetTemplateSummary", "<Parameters></Parameters>");
    for (const char* action : {"ExecuteChangeSet", "DeleteChangeSet", "DeleteStack", "RollbackStack"}) answers(action, "");
    return *this;
  }

  [[nodiscard]] std::size_t count(std::string_view action) const {
    return static_cast<std::size_t>(std::ranges::count(asked, action, &Asked::action));
  }
  [[nodiscard]] const Asked& last(std::string_view action) const {
    const auto found = std::find_if(asked.rbegin(), asked.rend(), [&](const Asked& each) { return each.action == action; });
    REQUIRE(found != asked.rend());
    return *found;
  }

  SystemClock clock;
  SeededRandom random{7};
  Loop loop{1};
  World world{loop, clock, random};
  std::unique_ptr<aws::Client> client;
  std::vector<Asked> asked;

 private:
  struct Laid {
    int status;
    std::string body;
  };

  Task<http::Response> answer(http::Request request) {
    Asked one;
    for (auto& [name, value] : parse_query(request.body)) one.parameters[name] = query_decode(value);
    one.action = one.parameters["Action"];
    std::deque<Laid>& laid = answers_[one.action];
    INFO("nothing is laid out for " << one.action);
    const Laid next =
        laid.empty() ? Laid{400, "<ErrorResponse><Error><Code>Unknown</Code></Error></ErrorResponse>"} : laid.front();
    if (laid.size() > 1) laid.pop_front();
    asked.push_back(std::move(one));
    co_return http::Response{next.status, {}, next.body};
  }

  std::map<std::string, std::deque<Laid>> answers_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace cxsam::test
