#include "base/hash.h"
#include "tests/unit/lambda/serving.h"

using namespace cxsam;
using test::LambdaServing;

namespace {

constexpr const char* kTemplate = R"(
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: greeter, Runtime: python3.12, Handler: app.handler, Timeout: 7, ReservedConcurrentExecutions: 4, Environment: {Variables: {A: b}}}
  Other: {Type: AWS::Lambda::Function}
  Picture: {Type: AWS::Lambda::Function, Properties: {PackageType: Image, Code: {ImageUri: x}}}
)";

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

}  // namespace

TEST_CASE("Lambda API: a function is called by each of its names", "[lambda]") {
  LambdaServing serving(kTemplate);
  serving.functions["Hello"]->answer = R"({"x": 1})";
  for (const char* name : {"Hello", "greeter", "greeter:$LATEST", "function:greeter", "123456789012:function:greeter",
                           "arn:aws:lambda:us-east-1:123456789012:function:greeter",
                           "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Agreeter", "greeter?Qualifier=%24LATEST",
                           "greeter:$LATEST?Qualifier=$LATEST"}) {
    INFO(name);
    const http::Response response = serving.invoke(name);
    CHECK(response.status == 200);
    CHECK(response.body == R"({"x": 1})");
    CHECK(header(response, "x-amz-executed-version") == "$LATEST");
    CHECK(header(response, "content-type") == "application/json");
    CHECK(header(response, "x-amz-function-error").empty());
    CHECK(header(response, "x-amzn-requestid") == serving.functions["Hello"]->calls.back().request_id);
  }
}

TEST_CASE("Lambda API: functions and qualifiers that are not there", "[lambda]") {
  LambdaServing serving(kTemplate, {"Hello"});
  const auto told = [&](const char* name) { return LambdaServing::error_of(serving.invoke(name)); };
  const std::string missing =
      "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:";
  CHECK(told("Nope") == missing + "Nope:$LATEST");
  CHECK(told("Other") == missing + "Other:$LATEST");  // it is there, and not served
  CHECK(told("greeter:7") == missing + "greeter:7");
  CHECK(told("greeter?Qualifier=live") == missing + "greeter:live");
  CHECK(told("arn:aws-cn:lambda:cn-north-1:111122223333:function:Nope") ==
        "404 ResourceNotFoundException: Function not found: arn:aws-cn:lambda:cn-north-1:111122223333:function:Nope:$LATEST");
  CHECK(told("greeter:$LATEST?Qualifier=1") ==
        "400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified "
        "qualifier.");
  CHECK(told("no!").starts_with("400 ValidationException: 1 validation error detected: Value 'no!' at 'functionName'"));
  CHECK(told("no!?Qualifier=a.b").starts_with("400 ValidationException: 2 validation errors detected: "));
  CHECK(serving.invoke("Nope").body.find("\"Type\":\"User\"") != std::string::npos);
}

TEST_CASE("Lambda API: payload and client context reach the function", "[lambda]") {
  LambdaServing serving(kTemplate);
  auto& calls = serving.functions["Hello"]->calls;
  serving.invoke("Hello",
                 {{"X-Amz-Client-Context", base64_encode(R"({"custom": {"a": "b"}})")}, {"X-Amzn-Trace-Id", "Root=1-2-3"}},
                 R"({"a": [1]})");
  CHECK(calls.back().payload == R"({"a": [1]})");
  CHECK(calls.back().client_context == R"({"custom": {"a": "b"}})");
  CHECK(calls.back().trace_id == "Root=1-2-3");
  serving.invoke("Hello", {}, "");
  CHECK(calls.back().payload == "{}");
  const std::size_t count = calls.size();
  const auto told = [&](http::Headers headers, std::string body) {
    return LambdaServing::error_of(serving.invoke("Hello", std::move(headers), std::move(body)));
  };
  CHECK(told({}, "nonsense")
            .starts_with("400 InvalidRequestContentException: Could not parse request body into json: Could not parse "
                         "payload into json: Unrecognized token 'nonsense'"));
  CHECK(told({{"X-Amz-Client-Context", "%"}}, "{}").starts_with("400 InvalidRequestContentException: Client context must be"));
  CHECK(told({{"X-Amz-Client-Context", base64_encode("[1]")}}, "{}")
            .starts_with("400 InvalidRequestContentException: Client context"));
  CHECK(told({{"X-Amz-Client-Context", std::string(3584, 'A')}}, "{}").find("3583 bytes") != std::string::npos);
  CHECK(told({}, "\"" + std::string((6U << 20U), 'x') + "\"") ==
        "413 RequestEntityTooLargeException: Request must be smaller than 6291456 bytes for the InvokeFunction operation");
  CHECK(told({{"X-Amz-Invocation-Type", "Event"}}, "\"" + std::string((1U << 20U), 'x') + "\"") ==
        "413 RequestEntityTooLargeException: 1048578 byte payload is too large for the Event invocation type (limit 1048576 "
        "bytes)");
  CHECK(told({{"X-Amz-Invocation-Type", "Sometimes"}, {"X-Amz-Log-Type", "All"}}, "{}") ==
        "400 ValidationException: 2 validation errors detected: Value 'Sometimes' at 'invocationType' failed to satisfy "
        "constraint: Member "
        "must satisfy enum value set: [Event, RequestResponse, DryRun]; Value 'All' at 'logType' failed to satisfy constraint: "
        "Member must "
        "satisfy enum value set: [None, Tail]");
  CHECK(calls.size() == count);
}

TEST_CASE("Lambda API: a function that keeps its tenants apart is told which one calls", "[lambda]") {
  LambdaServing serving(
      "Resources:\n"
      "  Plain: {Type: AWS::Lambda::Function}\n"
      "  Apart: {Type: AWS::Lambda::Function, Properties: {TenancyConfig: {TenantIsolationMode: PER_TENANT}}}\n");
  CHECK(serving.error_of(serving.invoke("Apart")) ==
        "400 InvalidParameterValueException: The invoked function is enabled with tenancy configuration. Add a valid tenant ID "
        "in your request and try again.");
  CHECK(serving.error_of(serving.invoke("Plain", {{"X-Amz-Tenant-Id", "blue"}})) ==
        "400 InvalidParameterValueException: The invoked function is not enabled with tenancy configuration. Remove the tenant "
        "ID from your request and try again.");
  CHECK(
      serving.error_of(serving.invoke("Apart", {{"X-Amz-Tenant-Id", "blue!"}})) ==
      "400 ValidationException: 1 validation error detected: Value 'blue!' at 'tenantId' failed to satisfy constraint: Member "
      R"(must satisfy regular expression pattern: [a-zA-Z0-9\._:\/=+\-@ ]+)");
  CHECK(serving.invoke("Apart", {{"X-Amz-Tenant-Id", "blue"}}).status == 200);
  CHECK(serving.functions["Apart"]->calls.front().tenant_id == "blue");
}

TEST_CASE("Lambda API: an error of the function is a success of the call", "[lambda]") {
  LambdaServing serving(kTemplate);
  auto& function = *serving.functions["Hello"];
  function.failures = 1;
  function.answer = R"({"errorMessage": "no"})";
  const http::Response failed = serving.invoke("Hello");
  CHECK(failed.status == 200);
  CHECK(failed.body == function.answer);
  CHECK(header(failed, "x-amz-function-error") == "Unhandled");
  CHECK(header(serving.invoke("Hello"), "x-amz-function-error").empty());
  function.failures = 9;
  function.failure = {.kind = invoke::Outcome::Kind::Throttled, .error_type = "TooManyRequestsException", .metrics = {}};
  const http::Response throttled = serving.invoke("Hello");
  CHECK(throttled.status == 429);
  CHECK(header(throttled, "x-amzn-errortype") == "TooManyRequestsException");
  CHECK(LambdaServing::error_of(serving.invoke("Picture"))
            .starts_with("501 NotImplementedException: `Picture` is a container image"));
}

TEST_CASE("Lambda API: the end of the log for who asks for it", "[lambda]") {
  LambdaServing serving(kTemplate);
  auto& function = *serving.functions["Hello"];
  const auto log = [&] {
    return base64_decode(header(serving.invoke("Hello", {{"X-Amz-Log-Type", "Tail"}}), "x-amz-log-result")).value_or("");
  };
  const std::string lines = log();
  CHECK(lines == "START RequestId: " + function.calls.back().request_id + " Version: $LATEST\nhello\n");
  function.lines = std::string(100000, 'x') + "\nlast\n";
  CHECK(log().size() == 4096);
  CHECK(log().ends_with("xx\nlast\n"));
  CHECK(header(serving.invoke("Hello", {{"X-Amz-Log-Type", "None"}}), "x-amz-log-result").empty());
}

TEST_CASE("Lambda API: DryRun calls nothing", "[lambda]") {
  LambdaServing serving(kTemplate);
  const http::Response response = serving.invoke("Hello", {{"X-Amz-Invocation-Type", "DryRun"}});
  CHECK(response.status == 204);
  CHECK(response.body.empty());
  CHECK(serving.functions["Hello"]->calls.empty());
  CHECK(serving.invoke("Nope", {{"X-Amz-Invocation-Type", "DryRun"}}).status == 404);
}

TEST_CASE("Lambda API: an event is tried again twice, with the same id", "[lambda]") {
  using namespace std::chrono_literals;
  LambdaServing serving(kTemplate);
  auto& function = *serving.functions["Hello"];
  function.failures = 9;
  const http::Response response =
      serving.invoke("Hello", {{"X-Amz-Invocation-Type", "Event"}, {"X-Amz-Client-Context", "e30="}});
  CHECK(response.status == 202);
  CHECK(response.body.empty());
  CHECK(function.calls.size() == 1);
  CHECK(function.calls.front().client_context.empty());
  serving.advance(59s);
  CHECK(function.calls.size() == 1);
  serving.advance(1s);
  CHECK(function.calls.size() == 2);
  serving.advance(120s);
  CHECK(function.calls.size() == 3);
  serving.advance(3h);
  CHECK(function.calls.size() == 3);
  CHECK(function.calls.back().request_id == header(response, "x-amzn-requestid"));
  CHECK(serving.async_calls.size() == 0);
  CHECK(serving.told().find("failed (Oops) and is tried again in 60 seconds") != std::string::npos);
  CHECK(serving.told().find("failed (Oops) and is given up") != std::string::npos);
}

TEST_CASE("Lambda API: an event that is throttled waits longer each time, and counts no failure", "[lambda]") {
  using namespace std::chrono_literals;
  LambdaServing serving(kTemplate);
  auto& function = *serving.functions["Hello"];
  function.failures = 4;
  function.failure.kind = invoke::Outcome::Kind::Throttled;
  serving.invoke("Hello", {{"X-Amz-Invocation-Type", "Event"}});
  serving.advance(1s + 2s + 4s);
  CHECK(function.calls.size() == 4);
  serving.advance(8s);
  CHECK(function.calls.size() == 5);
  CHECK(serving.async_calls.size() == 0);
}

TEST_CASE("Lambda API: what waits to be tried again is given up when everything ends", "[lambda]") {
  LambdaServing serving(kTemplate);
  serving.functions["Hello"]->failures = 9;
  serving.invoke("Hello", {{"X-Amz-Invocation-Type", "Event"}});
  CHECK(serving.async_calls.size() == 1);
  serving.stop();
  CHECK(serving.async_calls.size() == 0);
  CHECK(serving.told().find("is not tried again, since everything ends") != std::string::npos);
}

TEST_CASE("Lambda API: functions as the template describes them", "[lambda]") {
  LambdaServing serving(kTemplate);
  const Json list = parse_json(serving.get("/2015-03-31/functions/?MaxItems=2").body).value();
  CHECK(list["Functions"].size() == 2);
  CHECK(list["NextMarker"] == "2");
  const Json rest = parse_json(serving.get("/2015-03-31/functions?Marker=2").body).value();
  CHECK(rest["Functions"].size() == 1);
  CHECK(rest["Functions"][0]["PackageType"] == "Image");
  CHECK(rest["NextMarker"].is_null());
  const auto refused = [&](const char* query) {
    return LambdaServing::error_of(serving.get(std::string("/2015-03-31/functions?") + query));
  };
  const std::string fault = "400 ValidationException: 1 validation error detected: Value ";
  CHECK(refused("MaxItems=0") ==
        fault + "'0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1");
  CHECK(refused("MaxItems=10001") ==
        fault + "'10001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 10000");
  CHECK(refused("FunctionVersion=all") ==
        fault + "'all' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]");
  const Json latest = parse_json(serving.get("/2015-03-31/functions/greeter?Qualifier=$LATEST").body).value();
  CHECK(latest["Configuration"]["FunctionArn"] == "arn:aws:lambda:us-east-1:123456789012:function:greeter:$LATEST");
  const Json configuration = parse_json(serving.get("/2015-03-31/functions/greeter/configuration").body).value();
  CHECK(configuration["FunctionName"] == "greeter");
  CHECK(configuration["FunctionArn"] == "arn:aws:lambda:us-east-1:123456789012:function:greeter");
  CHECK(configuration["Runtime"] == "python3.12");
  CHECK(configuration["Timeout"] == 7);
  CHECK(configuration["Environment"]["Variables"]["A"] == "b");
  const Json function = parse_json(serving.get("/2015-03-31/functions/Hello").body).value();
  CHECK(function["Configuration"] == configuration);
  CHECK(function["Concurrency"]["ReservedConcurrentExecutions"] == 4);
  CHECK(serving.get("/2015-03-31/functions/Nope").status == 404);
}

TEST_CASE("Lambda API: operations that are not served are named", "[lambda]") {
  LambdaServing serving(kTemplate);
  CHECK(LambdaServing::error_of(serving.get("/2015-03-31/functions/Hello/aliases")) ==
        "404 UnknownOperationException: `GET /2015-03-31/functions/Hello/aliases` is none of the operations that are served "
        "here: Invoke, InvokeWithResponseStream, "
        "ListFunctions, GetFunctionConfiguration, GetFunction");
  CHECK(serving.get("/").status == 404);
}

TEST_CASE("Lambda API: InvokeWithResponseStream sends parts and the end as events", "[lambda]") {
  LambdaServing serving(kTemplate);
  serving.functions["Hello"]->answer = "streamed";
  const http::Response response = serving.stream("Hello", {{"X-Amz-Log-Type", "Tail"}});
  CHECK(response.status == 200);
  CHECK(header(response, "content-type") == "application/vnd.amazon.eventstream");
  CHECK(header(response, "x-amz-executed-version") == "$LATEST");
  CHECK(response.body.find("PayloadChunk") < response.body.find("streamed"));
  CHECK(response.body.find("streamed") < response.body.find("InvokeComplete"));
  CHECK(response.body.find("\"LogResult\":\"" + base64_encode("START RequestId: ").substr(0, 16)) != std::string::npos);
  serving.functions["Hello"]->failures = 9;
  const http::Response failed = serving.stream("Hello");
  CHECK(failed.status == 200);
  CHECK(failed.body.find("\"ErrorCode\":\"Oops\"") != std::string::npos);
  serving.functions["Hello"]->failure = {
      .kind = invoke::Outcome::Kind::Throttled, .error_type = "TooManyRequestsException", .metrics = {}};
  CHECK(serving.stream("Hello").status == 429);
  CHECK(serving.stream("Hello", {{"X-Amz-Invocation-Type", "DryRun"}}).status == 204);
  CHECK(serving.stream("Hello", {{"X-Amz-Invocation-Type", "Event"}}).status == 400);
  CHECK(serving.stream("Nope").status == 404);
}
