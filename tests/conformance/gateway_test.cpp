// The gateway against recorded cases: what AWS answered (aws-*) and what SAM CLI's local API answers (sam-*). Where the two
// differ cxsam follows AWS, so the sam-* groups do not pass whole; each group has a floor that must hold.
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <set>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "json/json.h"
#include "tests/support/corpus.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using application::Api;
using test::Serving;

namespace {

struct Group {
  const char* name;
  std::size_t floor;  // cases that must pass
  bool (*passes)(const Json& input, const Json& expected);
};

/// A member, or null.
const Json& at(const Json& object, const char* key) {
  static const Json kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

/// "<uuid:1>" in a recording stands for any value.
bool matches(const Json& expected, const Json& actual) {
  if (expected.is_string() && expected.get_ref<const std::string&>().starts_with("<")) return true;
  if (expected.is_object()) {
    return actual.is_object() && std::ranges::all_of(expected.items(), [&](const auto& member) {
             return actual.contains(member.key()) && matches(member.value(), actual[member.key()]);
           });
  }
  if (expected.is_array()) {
    return actual.is_array() && actual.size() == expected.size() &&
           std::equal(expected.begin(), expected.end(), actual.begin(), matches);
  }
  return expected == actual;
}

bool same_body(const Json& expected, const std::string& body) {
  if (expected.contains("body_base64")) return base64_decode(at(expected, "body_base64").get<std::string>()) == body;
  if (!expected.contains("body") || at(expected, "body").is_null()) return true;
  const std::string text = at(expected, "body").get<std::string>();
  if (trim(text) == trim(body)) return true;
  const auto wanted = parse_json(text);
  const auto got = parse_json(body);
  return wanted && got && *wanted == *got;
}

bool same_headers(const Json& expected, const http::Headers& headers) {
  if (!expected.contains("headers")) return true;
  const auto has = [&](const std::string& name, const std::string& value) {
    if (name == "Content-Length" || value.starts_with("<")) return true;
    std::vector<std::string> values;
    for (const auto& [key, text] : headers) {
      if (equals_ignoring_case(key, name)) values.push_back(text);
    }
    return std::ranges::find(values, value) != values.end() || join(values, ", ") == value;
  };
  for (const auto& item : at(expected, "headers").items()) {
    const bool pair = at(expected, "headers").is_array();
    const std::string name = pair ? item.value()[0].get<std::string>() : item.key();
    if (!has(name, (pair ? item.value()[1] : item.value()).get<std::string>())) return false;
  }
  return true;
}

bool same_answer(const Json& expected, const http::Response& response) {
  return expected["status"] == response.status && same_body(expected, response.body) &&
         same_headers(expected, response.headers);
}

application::Route lambda_route(std::string method, std::string path, const std::string& function, const std::string& payload) {
  application::Route route{.method = std::move(method), .path = std::move(path), .where = {}};
  route.integration.target = application::FunctionProxy{{.path = function}};
  route.integration.payload_format = payload;
  return route;
}

/// `resources` of the aws-* groups and `routes` of the sam-* groups; every route calls a function of its own.
application::Application application_of(const Json& input) {
  application::Application application;
  Api api{.logical_id = "api", .where = {}};
  application::Stage& stage = api.stages.front();
  stage.name = "stage";
  if (input.contains("stage")) stage.name = at(input, "stage").get<std::string>();
  if (input.contains("stageVariables") && at(input, "stageVariables").is_object())
    stage.variables = at(input, "stageVariables");
  if (input.contains("binaryMediaTypes"))
    api.binary_media_types = at(input, "binaryMediaTypes").get<std::vector<std::string>>();
  const Json none = Json::array({Json{{"path", "/r"}, {"methods", {"POST", "GET"}}}});
  const Json& list = input.contains("routes")      ? at(input, "routes")
                     : input.contains("resources") ? at(input, "resources")
                                                   : none;
  for (const Json& route : list) {
    if (route.value("type", "Api") == "HttpApi") api.kind = Api::Kind::Http;
    const std::string payload =
        route.contains("payload") && route["payload"].is_string() ? route["payload"].get<std::string>() : "1.0";
    const std::string function = route.value("function", route["path"].get<std::string>());
    application.functions.push_back({.logical_id = function, .name = function, .where = {}});
    for (const Json& method : route["methods"]) {
      const std::string verb = method == "X-AMAZON-APIGATEWAY-ANY-METHOD" ? "ANY" : method.get<std::string>();
      api.routes.push_back(lambda_route(verb, route["path"].get<std::string>(), function, payload));
    }
  }
  if (input.contains("cors")) {
    const Json& cors = at(input, "cors");
    const auto list_of = [&](const char* key) {
      std::vector<std::string> values;
      if (!cors.contains(key)) return values;
      const std::string text = cors[key].get<std::string>();
      for (const std::string_view part : split(text, ',')) values.emplace_back(trim(part));
      return values;
    };
    api.cors = application::Cors{.allow_origins = list_of("allow_origin"),
                                 .allow_methods = list_of("allow_methods"),
                                 .allow_headers = list_of("allow_headers")};
  }
  application.apis.push_back(std::move(api));
  return application;
}

http::Request request_of(const Json& input) {
  static const Json kDefault = Json{{"path", "/r"}};
  const Json& from = input.contains("request") ? at(input, "request") : kDefault;
  http::Request request{
      .method = from.value("method", "GET"), .target = from.value("path", "/r"), .headers = {}, .body = from.value("body", "")};
  if (from.contains("rawTarget")) {
    request.target = at(from, "rawTarget").get<std::string>().substr(1 + at(input, "stage").get<std::string>().size());
  }
  if (from.contains("body_base64")) request.body = *base64_decode(at(from, "body_base64").get<std::string>());
  if (!from.contains("headers")) return request;
  for (const Json& header : at(from, "headers"))
    request.headers.emplace_back(header[0].get<std::string>(), header[1].get<std::string>());
  return request;
}

struct Exchange {
  http::Response response;
  std::optional<Json> event;
};

Exchange exchange(const Json& input) {
  Serving serving(application_of(input), at(input, "request").contains("rawTarget") ? "111111111111" : "123456789012");
  if (input.contains("function_result")) serving.function->result = dump_json(at(input, "function_result"));
  if (input.contains("function_stdout")) serving.function->result = at(input, "function_stdout").get<std::string>();
  const auto result = parse_json(serving.function->result);
  if (result && result->is_object() && result->contains("errorType"))
    serving.function->kind = invoke::Outcome::Kind::FunctionError;
  Exchange done{.response = serving.send(request_of(input)), .event = {}};
  if (auto event = parse_json(serving.function->event)) done.event = std::move(*event);
  return done;
}

bool routing(const Json& input, const Json& expected) {
  const auto application = application_of(input);
  const gateway::RouteTable table(application);
  const http::Request request = request_of(input);
  const auto match = table.find(request.method, request.target);
  if (expected.contains("routeKey")) return match && at(expected, "function") == match.route->integration.function_path();
  if (at(expected, "resource").is_null()) return !match && same_answer(expected, exchange(input).response);
  if (!match || at(expected, "resource") != match.route->path) return false;
  if (expected.contains("function") && at(expected, "function") != match.route->integration.function_path()) return false;
  if (expected.contains("method") && at(expected, "method") != match.route->method) return false;
  if (!expected.contains("pathParameters") || at(expected, "pathParameters").is_null()) return true;
  Json parameters;
  for (const auto& [name, value] : match.parameters) parameters[std::string(name)] = std::string(value);
  return parameters == at(expected, "pathParameters");
}

bool answer(const Json& input, const Json& expected) { return same_answer(expected, exchange(input).response); }

/// SAM calls an answer without a type JSON; behind HTTP APIs AWS calls it text (see docs/api-gateway.md), unless the whole
/// result is the body. So that type is not compared.
bool sam_http_answer(const Json& input, const Json& recorded) {
  Json expected = recorded;
  const auto result = parse_json(at(input, "function_stdout").get<std::string>());
  if (result && result->is_object() && result->contains("statusCode") && expected.contains("headers")) {
    std::erase_if(expected["headers"].get_ref<Json::array_t&>(),
                  [](const Json& header) { return header[0] == "Content-Type" && header[1] == "application/json"; });
  }
  return same_answer(expected, exchange(input).response);
}

bool recorded_event(const Json& input, const Json& expected) {
  const Exchange done = exchange(input);
  return done.event && matches(at(expected, "event"), *done.event);
}

bool binary_request(const Json& input, const Json& expected) {
  const Exchange done = exchange(input);
  if (!at(expected, "event").is_object()) return expected["status"] == done.response.status;
  return done.event && matches(at(expected, "event"), *done.event);
}

/// SAM's events lack or invent what AWS's have (see docs/compatibility.md); the members that both know are compared.
bool sam_event(const Json& input, const Json& expected) {
  const Exchange done = exchange(input);
  if (at(expected, "event").is_null()) return expected["status"] == done.response.status;
  if (!done.event) return false;
  Json event = at(expected, "event");
  const bool second = at(event, "version") == "2.0";
  for (const char* name : {"userAgent", "apiKey"}) event["requestContext"].value("identity", Json::object()).erase(name);
  if (event["requestContext"].contains("identity")) event["requestContext"].erase("identity");
  for (const char* name :
       {"apiId", "resourceId", "requestTimeEpoch", "path", "domainName", "domainPrefix", "extendedRequestId"}) {
    event["requestContext"].erase(name);
  }
  event.erase("headers");
  event.erase("multiValueHeaders");
  if (!second) return matches(event, *done.event);
  event["requestContext"]["http"].erase("userAgent");
  for (const char* name : {"cookies", "pathParameters", "queryStringParameters", "stageVariables", "body"}) {
    if (event.contains(name) && (event[name].is_null() || event[name].empty() || event[name] == "")) event.erase(name);
  }
  return matches(event, *done.event);
}

/// SAM answers a preflight with 200 and puts every CORS header on every answer; what a browser decides by is compared. REST
/// APIs get their OPTIONS methods from the transform and have no part here.
bool cors(const Json& input, const Json& expected) {
  if (at(at(input, "routes")[0], "type") != "HttpApi") return false;
  const Exchange done = exchange(input);
  if (at(expected, "function_called") != done.event.has_value() || done.response.status / 100 != 2) return false;
  std::string origin;
  for (const Json& header : at(expected, "headers")) {
    if (header[0] == "Access-Control-Allow-Origin") origin = header[1];
  }
  return http::find_header(done.response.headers, "Access-Control-Allow-Origin") == origin;
}

constexpr Group kGroups[] = {
    {"aws-routing", 14, routing},
    {"sam-routing", 13, routing},
    {"aws-v1-event", 8, recorded_event},
    {"aws-v1-response", 13, answer},
    {"aws-v1-binary-response", 6, answer},
    {"sam-event-rest-v1", 15, sam_event},
    {"sam-event-http-v1", 4, sam_event},
    {"sam-event-http-v2", 15, sam_event},
    {"sam-response-rest-v1", 23, answer},
    {"sam-response-http-v1", 15, sam_http_answer},
    {"sam-response-http-v2", 21, sam_http_answer},
    {"sam-binary-request", 4, binary_request},
    {"sam-binary-response", 7, answer},
    {"sam-cors", 4, cors},
};

}  // namespace

TEST_CASE("gateway conformance: recorded requests and answers") {
  for (const Group& group : kGroups) {
    const auto file = test::corpus() / "local" / (std::string(group.name) + ".json");
    const auto text = read_file(file);
    if (!text) {
      test::say_skipped(file);
      continue;
    }
    const auto cases = parse_json(*text);
    REQUIRE(cases);
    std::size_t passed = 0;
    std::string failed;
    for (const Json& one : *cases) {
      const bool good = group.passes(at(one, "input"), at(one, "expected"));
      passed += good ? 1 : 0;
      if (!good) failed += "\n    not as recorded: " + at(one, "id").get<std::string>();
    }
    std::cout << group.name << ": " << passed << " of " << cases->size() << failed << "\n";
    CHECKED_ELSE(passed >= group.floor) {
      FAIL_CHECK(group.name << ": " << passed << " pass, " << group.floor << " did before");
    }
  }
}
