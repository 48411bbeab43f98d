#include "facts/sample_events.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/embedded.h"
#include "facts/table.h"
#include "json/json.h"

using namespace cxsam;
using facts::SampleEvent;
using facts::SampleEventName;

namespace {

/// The event with its defaults, but for `changed`.
std::string make(SampleEventName name, const std::map<std::string, std::string, std::less<>>& changed = {}) {
  const SampleEvent event = facts::describe_sample_event(name);
  return facts::make_sample_event(name, [&](std::string_view option) {
    if (const auto value = changed.find(option); value != changed.end()) return value->second;
    for (const facts::SampleEventOption& each : event.options)
      if (each.name == option) return each.default_value;
    FAIL(name.service << " " << name.event << " has no option `" << option << "`");
    return std::string();
  });
}

Json parsed(SampleEventName name, const std::map<std::string, std::string, std::less<>>& changed = {}) {
  return parse_json(make(name, changed)).value();
}

}  // namespace

TEST_CASE("sample events: every one is JSON with all its placeholders filled", "[facts][events]") {
  const std::vector<SampleEventName> names = facts::sample_event_names();
  std::set<std::string_view> services;
  for (const SampleEventName& name : names) {
    INFO(name.service << " " << name.event);
    services.insert(name.service);
    const std::string text = make(name);
    CHECK(parse_json(text).value().is_object());
    CHECK(text.find("${") == std::string::npos);
    const SampleEvent event = facts::describe_sample_event(name);
    CHECK_FALSE(event.summary.empty());
    CHECK_FALSE(event.summary.ends_with('.'));
  }
  CHECK(services.size() >= 26);
  CHECK(names.size() >= 68);
}

TEST_CASE("sample events: every option changes its event, and takes any text", "[facts][events]") {
  for (const SampleEventName& name : facts::sample_event_names()) {
    for (const facts::SampleEventOption& option : facts::describe_sample_event(name).options) {
      INFO(name.service << " " << name.event << " --" << option.name);
      CHECK(option.help.ends_with('.'));
      const Json changed = parsed(name, {{option.name, "a \"quoted\" \\ \u00fc/text"}});
      CHECK(changed != parsed(name));
    }
  }
}

TEST_CASE("sample events: what options.tsv explains is some event's option", "[facts][events]") {
  std::set<std::string, std::less<>> used;
  for (const SampleEventName& name : facts::sample_event_names())
    for (const facts::SampleEventOption& option : facts::describe_sample_event(name).options) used.insert(option.name);
  for (const facts::Row& row : facts::read_table(embedded_file("schemas/events/options.tsv"))) {
    INFO(row.front());
    CHECK(used.contains(row.front()));
  }
}

TEST_CASE("sample events: values are encoded as the service does it", "[facts][events]") {
  CHECK(parsed({"s3", "put"}, {{"key", "my cat+1/\u00fc.jpg"}})["Records"][0]["s3"]["object"]["key"] ==
        "my%20cat%2B1/%C3%BC.jpg");
  CHECK(parsed({"kinesis", "get-records"}, {{"data", "abc"}})["Records"][0]["kinesis"]["data"] == "YWJj");
  const Json message = parsed({"sqs", "receive-message"}, {{"body", ""}})["Records"][0];
  CHECK(message["body"] == "");
  CHECK(message["md5OfBody"] == "d41d8cd98f00b204e9800998ecf8427e");
}

TEST_CASE("sample events: a JSON option is a value, and text where it is no JSON", "[facts][events]") {
  const SampleEventName proxy{"apigateway", "aws-proxy"};
  CHECK(parsed(proxy)["queryStringParameters"] == Json{{"foo", "bar"}});
  CHECK(parsed(proxy, {{"querystringparameters", R"({"a": "1"})"}})["queryStringParameters"] == Json{{"a", "1"}});
  CHECK(parsed(proxy, {{"querystringparameters", "a=1"}})["queryStringParameters"] == "a=1");
}

TEST_CASE("sample events: JSON inside of a text stays JSON whatever the options are", "[facts][events]") {
  const Json rule = parsed({"config", "periodic-rule"}, {{"account-id", "\"1\""}});
  CHECK(parse_json(rule["invokingEvent"].get<std::string>()).value()["awsAccountId"] == "\"1\"");
}
