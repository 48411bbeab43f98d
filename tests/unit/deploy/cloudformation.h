// CloudFormation in this process: it answers each action with what a test has laid out for it, and remembers what it was asked.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/client.h"
#include "base/percent.h"
#include "http/server.h"
#include "loop/run.h"
#include "loop/world.h"
#include "tests/support/jumping_clock.h"

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
  /// How the client is: whether it tries once, or as often as it does by itself, by a clock that does not wait.
  enum class Client : std::uint8_t { TriesOnce, Patient };

  struct Laid {
    int status;
    std::string body;
  };

  explicit CloudFormation(Client kind = Client::TriesOnce) {
    auto server =
        http::Server::listen(world, "127.0.0.1", 0, {}, [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(server);
    server_ = *std::move(server);
    aws::Variables environment{{"HOME", "/nowhere"},
                               {"AWS_ENDPOINT_URL", fmt::format("http://127.0.0.1:{}", server_->port())},
                               {"AWS_REGION", "eu-west-1"},
                               {"AWS_ACCESS_KEY_ID", "AKID"},
                               {"AWS_SECRET_ACCESS_KEY", "secret"}};
    if (kind == Client::TriesOnce) environment["AWS_MAX_ATTEMPTS"] = "1";
    const World patient{loop, jumping, random};
    client = std::make_unique<aws::Client>(kind == Client::Patient ? patient : world,
                                           *aws::read_settings(std::move(environment), {}));
  }

  /// The next answer to an action; the last one is given again and again.
  CloudFormation& answers(const std::string& action, std::string result) {
    answers_[action].push_back({200, fmt::format("<{0}Response><{0}Result>{1}</{0}Result></{0}Response>", action, result)});
    return *this;
  }
  static Laid refusal(std::string_view code, std::string_view message = "no", int status = 400) {
    return {status,
            fmt::format("<ErrorResponse><Error><Code>{}</Code><Message>{}</Message></Error></ErrorResponse>", code, message)};
  }
  CloudFormation& refuses(const std::string& action, std::string_view code, std::string_view message = "no", int status = 400) {
    answers_[action].push_back(refusal(code, message, status));
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
    answers("GetTemplateSummary", "<Parameters></Parameters>").answers("ListChangeSets", "<Summaries></Summaries>");
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

  /// Answers in place of what is laid out, which stays; nothing leaves it at that.
  std::function<std::optional<Laid>(const Asked&)> instead = [](const Asked&) { return std::nullopt; };

  SystemClock clock;
  JumpingClock jumping;
  SeededRandom random{7};
  Loop loop{1};
  World world{loop, clock, random};
  std::unique_ptr<aws::Client> client;
  std::vector<Asked> asked;

 private:
  Task<http::Response> answer(http::Request request) {
    Asked one;
    for (auto& [name, value] : parse_query(request.body)) one.parameters[name] = query_decode(value);
    one.action = one.parameters["Action"];
    asked.push_back(one);
    if (std::optional<Laid> other = instead(one)) co_return http::Response{other->status, {}, other->body};
    std::deque<Laid>& laid = answers_[one.action];
    INFO("nothing is laid out for " << one.action);
    const Laid next =
        laid.empty() ? Laid{400, "<ErrorResponse><Error><Code>Unknown</Code></Error></ErrorResponse>"} : laid.front();
    if (laid.size() > 1) laid.pop_front();
    co_return http::Response{next.status, {}, next.body};
  }

  std::map<std::string, std::deque<Laid>> answers_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace cxsam::test
