// What stands between an API and the servers and services behind it.
#include <catch2/catch.hpp>

#include "gateway/backends/actions.h"
#include "gateway/backends/changes.h"
#include "gateway/backends/service.h"
#include "gateway/backends/uri.h"

using namespace cxsam;
using namespace cxsam::gateway;
using application::ParameterChange;
using Action = ParameterChange::Action;
using Place = ParameterChange::Place;

TEST_CASE("backend: an address is filled in, and what is unknown stays", "[gateway][backends]") {
  const application::Variables variables{{"host", "example.com"}, {"version", "v2"}};
  const NamedValues path{{"id", "a b/c"}, {"proxy", "x%2Fy"}};
  CHECK(fill_uri("https://${stageVariables.host}/${stageVariables.version}", variables, path) == "https://example.com/v2");
  CHECK(fill_uri("https://${stageVariables.none}.org/", variables, path) == "https://.org/");
  CHECK(fill_uri("http://h/{id}/{other}", variables, path) == "http://h/a%20b/c/{other}");
  CHECK(fill_uri("http://h/{proxy+}?q={id}", variables, path) == "http://h/x%2Fy?q=a%20b/c");
  CHECK(fill_uri("http://h/${id}/{", variables, path) == "http://h/${id}/{");
  CHECK(fill_uri("", variables, path).empty());
}

TEST_CASE("backend: a query is added to what is there", "[gateway][backends]") {
  CHECK(with_query("http://h/", {}) == "http://h/");
  CHECK(with_query("http://h/", {{"a", "1 2"}, {"b&", ""}}) == "http://h/?a=1%202&b%26=");
  CHECK(with_query("http://h/?x=1", {{"a", "1"}}) == "http://h/?x=1&a=1");
  CHECK(with_query("http://h/?", {{"a", "1"}}) == "http://h/?a=1");
}

TEST_CASE("backend: expressions of HTTP APIs", "[gateway][backends]") {
  const FindVariable find = [](std::string_view name) -> std::optional<std::string> {
    if (name == "request.header.a") return "1";
    if (name == "context.stage") return "prod";
    return std::nullopt;
  };
  CHECK(evaluate("fixed", find) == "fixed");
  CHECK(evaluate("$request.header.a", find) == "1");
  CHECK(evaluate("${request.header.a}", find) == "1");
  CHECK(evaluate("${request.header.a}-${context.stage}!", find) == "1-prod!");
  CHECK(evaluate("x ${request.header.none} y", find) == "x  y");
  CHECK(evaluate("${open", find) == "${open");
  CHECK_FALSE(evaluate("$request.header.none", find));
  CHECK_FALSE(evaluate("${request.header.none}", find));
}

TEST_CASE("backend: changes append, overwrite and remove, and a value begins no further header", "[gateway][backends]") {
  const FindVariable find = [](std::string_view name) -> std::optional<std::string> {
    return name == "request.header.evil" ? std::optional<std::string>("a\r\nSet-Cookie: b") : std::nullopt;
  };
  Changed message{.headers = {{"X-One", "1"}, {"X-Two", "2"}}, .query = {{"q", "1"}, {"r", "2"}}};
  const std::vector<ParameterChange> changes{
      {.action = Action::Append, .place = Place::Header, .name = "x-one", .value = "more"},
      {.action = Action::Append, .place = Place::Header, .name = "X-New", .value = "new"},
      {.action = Action::Remove, .place = Place::Header, .name = "X-TWO"},
      {.action = Action::Overwrite, .place = Place::Header, .name = "X-Evil", .value = "$request.header.evil"},
      {.action = Action::Overwrite, .place = Place::Header, .name = "X-None", .value = "$request.header.none"},
      {.action = Action::Overwrite, .place = Place::Query, .name = "q", .value = "3"},
      {.action = Action::Remove, .place = Place::Query, .name = "r"},
      {.action = Action::Overwrite, .place = Place::Path, .value = "elsewhere"},
      {.action = Action::Overwrite, .place = Place::Status, .value = "404"},
      {.action = Action::Overwrite, .place = Place::Status, .value = "none"}};
  apply_changes(changes, find, message);
  CHECK(message.headers == http::Headers{{"X-One", "1,more"}, {"X-New", "new"}, {"X-Evil", "aSet-Cookie: b"}});
  CHECK(message.query == NamedValues{{"q", "3"}});
  CHECK(message.path == "/elsewhere");
  CHECK(message.status == 404);
}

TEST_CASE("backend: services are found as integrations name them", "[gateway][backends]") {
  const auto name_of = [](std::string_view named) {
    const facts::Service* service = gateway::find_service(named);
    return service == nullptr ? "" : std::string(service->name);
  };
  CHECK(name_of("sqs") == "sqs");
  CHECK(name_of("states") == "stepfunctions");
  CHECK(name_of("monitoring") == "cloudwatch");
  CHECK(name_of("email") == "ses");
  CHECK(name_of("dynamodb") == "dynamodb");
  CHECK(name_of("nothing").empty());
  CHECK(find_action("SQS-SendMessage")->name == "SendMessage");
  CHECK(find_action("SQS-Nothing") == nullptr);
}

TEST_CASE("backend: AWS itself is asked only when that is allowed", "[gateway][backends]") {
  const facts::Service& sqs = *gateway::find_service("sqs");
  Outside outside{.settings = *aws::read_settings({}, {}), .region = "eu-west-1"};
  REQUIRE(why_not_ask(sqs, outside));
  CHECK(why_not_ask(sqs, outside)->find("AWS_ENDPOINT_URL_SQS") != std::string::npos);
  outside.real_aws = true;
  CHECK_FALSE(why_not_ask(sqs, outside));
  outside.real_aws = false;
  outside.settings = *aws::read_settings({{"AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:5000"}}, {});
  CHECK_FALSE(why_not_ask(sqs, outside));
}
