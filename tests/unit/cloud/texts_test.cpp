// What is read from AWS's answers and what is printed of them.
#include <catch2/catch.hpp>

#include "cli/commands/logs/lines.h"
#include "cli/table.h"
#include "cloud/log_groups.h"
#include "cloud/parameters.h"
#include "cloud/spaced_json.h"
#include "cloud/target.h"
#include "cloud/traces.h"

using namespace cxsam;

TEST_CASE("names in ARNs", "[cloud]") {
  CHECK(cloud::region_in_arn("arn:aws:lambda:eu-west-1:123456789012:function:name") == "eu-west-1");
  CHECK(cloud::region_in_arn("name").empty());
  CHECK(cloud::function_name_in("arn:aws:lambda:eu-west-1:123456789012:function:name:live") == "name");
  CHECK(cloud::function_name_in("name") == "name");
  CHECK(cloud::log_group_in("arn:aws:logs:eu-west-1:123456789012:log-group:/custom/group:*") == "/custom/group");
  CHECK(cloud::log_group_in("arn:aws:logs:eu-west-1:123456789012:log-group:/custom/group") == "/custom/group");
  CHECK(cloud::log_group_in("arn:aws:firehose:eu-west-1:123456789012:deliverystream/x").empty());
}

TEST_CASE("JSON on one line has blanks", "[cloud]") {
  CHECK(cloud::spaced_json(Json{{"a", {1, "b, c"}}, {"d", Json::object()}, {"e", nullptr}}) ==
        R"({"a": [1, "b, c"], "d": {}, "e": null})");
}

TEST_CASE("parameters of a call", "[cloud]") {
  const std::vector<std::string> words{"Qualifier=live", "ClientContext=a=b"};
  auto read = cloud::read_parameters(words);
  REQUIRE(read);
  CHECK(read->at("ClientContext") == "a=b");
  const std::vector<std::string_view> known{"Qualifier", "LogType"};
  std::string said;
  const auto say = [&](std::string_view text) { said += text; };
  const auto checked = cloud::check_parameters(*read, known, {"FunctionName", "Payload"}, say);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().message ==
        "Invalid parameter key provided. Parameter validation failed:\nUnknown parameter in input: \"ClientContext\", must be "
        "one of: Qualifier, LogType");
  cloud::Parameters twice{{"FunctionName", "other"}, {"LogType", "None"}, {"Payload", "x"}};
  CHECK(cloud::check_parameters(twice, known, {"FunctionName", "Payload"}, say));
  CHECK(twice == cloud::Parameters{{"LogType", "None"}});
  CHECK(said ==
        "FunctionName is defined using the value provided for resource_id argument.\n"
        "Payload is defined using the value provided for either --event or --event-file options.\n");
  const std::vector<std::string> wrong{"=x"};
  CHECK_FALSE(cloud::read_parameters(wrong));
}

TEST_CASE("log lines", "[cloud]") {
  using cli::logs_command::event_line;
  const cloud::CloudLogEvent event{"1", "stream", 1772600767000, 1772600768000, "plain\n"};
  CHECK(event_line(event, {}) == "stream 2026-03-04T05:06:07+00:00 plain\n");
  cloud::CloudLogEvent object = event;
  object.message = "{\"a\":1}\n";
  CHECK(event_line(object, {}) == "stream 2026-03-04T05:06:07+00:00 {\n  \"a\": 1\n}\n");
  CHECK(event_line(object, {.json = true}) ==
        "{\"logStreamName\": \"stream\", \"timestamp\": 1772600767000, \"message\": \"{\\\"a\\\":1}\\n\", \"ingestionTime\": "
        "1772600768000, \"eventId\": \"1\"}\n");
  CHECK(event_line(event, {.colour = true, .keyword = "lai"}) ==
        "\x1b[36mstream\x1b[0m \x1b[33m2026-03-04T05:06:07+00:00\x1b[0m p\x1b[4mlai\x1b[0mn\n");
  cloud::CloudLogEvent late = event;
  late.message = "2026 Task timed out after 3.00 seconds";
  CHECK(event_line(late, {.colour = true}).find("\x1b[31m2026 Task timed out") != std::string::npos);
}

TEST_CASE("traces are trees", "[cloud]") {
  const cloud::Trace trace{.id = "1-a",
                           .revision = 2,
                           .duration = 0.25,
                           .began = 1772600767,
                           .segments = *parse_json(R"([{"name": "Hello", "start_time": 1.0, "end_time": 1.25,
                               "http": {"response": {"status": 200}},
                               "subsegments": [{"name": "Init", "start_time": 1.0, "end_time": 1.1},
                                               {"name": "Open", "start_time": 1.0, "in_progress": true}]}])")};
  CHECK(cloud::trace_text(trace) ==
        "\nXRay Event [revision 2] at (2026-03-04T05:06:07+00:00) with id (1-a) and duration (0.250s)\n"
        " - 0.250s - Hello [HTTP: 200]\n"
        "   - 0.100s - Init\n"
        "   - 0.000s - Open\n");
}

TEST_CASE("traces as JSON have their documents as they are", "[cloud]") {
  cloud::Trace trace{.id = "1-a", .duration = 0.25, .segments = *parse_json(R"([{"id": "s1", "name": "Hello"}])")};
  trace.limit_exceeded = false;
  CHECK(cloud::trace_json(trace) ==
        R"({"Id": "1-a", "Duration": 0.25, "LimitExceeded": false, "Segments": [{"id": "s1", "name": "Hello"}]})");
  CHECK(cloud::graph_json(*parse_json(R"({"StartTime": 1772600767, "Services": []})")) ==
        R"({"StartTime": "2026-03-04T05:06:07+00:00", "Services": []})");
  CHECK(cloud::graph_text(*parse_json(R"({"Services": [{"SummaryStatistics": {"TotalResponseTime": 3}}]})"))
            .find("total response time: 3.0\n") != std::string::npos);
}

TEST_CASE("tables: SAM CLI's have columns of one width", "[cloud]") {
  const cli::Table table{.title = "Stack Outputs",
                         .columns = {"OutputKey", "OutputValue", "Description"},
                         .rows = {{"HelloArn", "arn:aws:lambda:us-east-1:123456789012:function:app-hello", ""}}};
  const std::string rule(96, '-');
  CHECK(cli::table_text(table, {.as_sam = true}) ==
        "Stack Outputs\n" + rule +
            "\nOutputKey                        OutputValue                      Description                    \n" + rule +
            "\nHelloArn                         arn:aws:lambda:us-east-                                         \n"
            "                                 1:123456789012:function:app-                                    \n"
            "                                 hello                                                           \n" +
            rule + "\n\n");
  CHECK(cli::table_text(table, {}) ==
        "Stack Outputs\nOutputKey  OutputValue                                               Description\n"
        "HelloArn   arn:aws:lambda:us-east-1:123456789012:function:app-hello\n\n");
}

TEST_CASE("tables: words longer than a column are cut", "[cloud]") {
  CHECK(cli::wrap_cell("AWS::CloudFormation::Stack", 22) == std::vector<std::string>{"AWS::CloudFormation::S", "tack"});
  CHECK(cli::wrap_cell("two words", 5) == std::vector<std::string>{"two", "words"});
  CHECK(cli::wrap_cell("", 5) == std::vector<std::string>{""});
  CHECK(cli::wrap_cell("äöüß", 3) == std::vector<std::string>{"äöü", "ß"});
}
