#include "lambda/sam_api.h"

#include "tests/unit/lambda/serving.h"

using namespace cxsam;
using test::LambdaServing;

namespace {

struct SamServing : LambdaServing {
  SamServing()
      : LambdaServing(
            "Resources:\n"
            "  F: {Type: AWS::Lambda::Function}\n"
            "  Apart: {Type: AWS::Lambda::Function, Properties: {TenancyConfig: {TenantIsolationMode: PER_TENANT}}}\n") {
    as_sam = true;
  }
};

std::string function_error(const http::Response& response) {
  return std::string(http::find_header(response.headers, "x-amz-function-error"));
}

}  // namespace

TEST_CASE("SAM's Lambda API: what it refuses, in SAM's words", "[lambda]") {
  SamServing serving;
  CHECK(serving.error_of(serving.invoke("F?Qualifier=1")) == "400 InvalidRequestContent: Query Parameters are not supported");
  CHECK(serving.error_of(serving.invoke("F", {{"X-Amz-Log-Type", "Tail"}})) ==
        "501 NotImplemented: log-type: Tail is not supported. None is only supported.");
  CHECK(serving.error_of(serving.invoke("F", {{"X-Amz-Invocation-Type", "DryRun"}})) ==
        "501 NotImplemented: invocation-type: DryRun is not supported. Only Event and RequestResponse are supported.");
  CHECK(serving.error_of(serving.invoke("F", {}, "{")) ==
        "400 InvalidRequestContent: Could not parse request body into json: No JSON object could be decoded");
  CHECK(serving.error_of(serving.invoke("Nope")) ==
        "404 ResourceNotFound: Function not found: arn:aws:lambda:us-west-2:012345678901:function:Nope");
  CHECK(serving.error_of(serving.get("/")) == "404 PathNotFoundLocally: PathNotFoundException");
  CHECK(serving.error_of(serving.get("/2015-03-31/functions/F/invocations")) ==
        "405 MethodNotAllowedLocally: MethodNotAllowedException");
  CHECK(serving.error_of(serving.get("/?a=b")) == "404 PathNotFoundLocally: PathNotFoundException");
  CHECK(serving.error_of(serving.invoke("no!"))
            .starts_with("400 ValidationException: 1 validation error detected: Value 'no!' at"));
  for (const char* name : {"Nope:1", "arn:aws:lambda:us-east-1:123456789012:function:Nope:live", "123456789012:function:Nope"})
    CHECK(serving.error_of(serving.invoke(name)).ends_with("arn:aws:lambda:us-west-2:012345678901:function:Nope"));
  for (const char* name : {"F$", "arn:aws:sqs:us-east-1:1:function:F", "arn:F", "F:", ":F", "Stack/"})
    CHECK(serving.error_of(serving.invoke(name)).starts_with("400 ValidationException: 1 validation error"));
  CHECK(serving.error_of(serving.invoke("a:b:c")).ends_with(":function:a:b:c"));
  CHECK(serving.error_of(serving.invoke("s!/\xC3\xA9:1")).starts_with("404 ResourceNotFound"));
  CHECK(serving.error_of(serving.invoke("Nope", {{"X-Amz-Invocation-Type", "DryRun"}})).starts_with("404 ResourceNotFound"));
  CHECK(serving.error_of(serving.invoke("F", {{"X-Amz-Log-Type", ""}})).starts_with("501 NotImplemented: log-type:  is"));
  CHECK(serving.invoke("\xC3\xA9")
            .body.starts_with(R"({"Type": "User", "Message": "1 validation error detected: Value '\u00e9')"));
  CHECK(serving.functions["F"]->calls.empty());
  CHECK(serving.invoke("arn:aws:lambda:us-east-1:123456789012:function:F:live").status == 200);
}

TEST_CASE("SAM's Lambda API: numbers that only Python's parser takes", "[lambda]") {
  SamServing serving;
  for (const char* body : {"NaN", "[1, -Infinity]", R"({"a \" b": Infinity, "NaN": NaN})"})
    CHECK(serving.invoke("F", {}, body).status == 200);
  for (const char* body : {"-NaN", "NaN1", "nan", "NaN NaN", "\"NaN", "\"a\\", "Infinity.0"})
    CHECK(serving.invoke("F", {}, body).status == 400);
}

TEST_CASE("SAM's Lambda API: errors of functions by their shape, or because they are", "[lambda]") {
  SamServing serving;
  auto& function = *serving.functions["F"];
  const auto answered = [&](const char* answer) {
    function.answer = answer;
    return function_error(serving.invoke("F"));
  };
  CHECK(answered("{}").empty());
  CHECK(answered(R"({"errorMessage": "m", "errorType": "E"})") == "Unhandled");
  CHECK(answered(R"({"errorMessage": "m", "errorType": "E", "trace": []})") == "Unhandled");
  CHECK(answered(R"({"errorMessage": "m", "errorType": "E", "stackTrace": [], "requestId": "r"})").empty());
  CHECK(answered(R"({"errorMessage": "m", "a": 1, "b": 2})").empty());
  function.answer = "\xFF";
  CHECK(serving.error_of(serving.invoke("F")) == "500 Service: ServiceException");
  function.failures = 99;
  CHECK(answered(R"({"errorMessage": "m", "errorType": "E", "stackTrace": [], "requestId": "r"})") == "Unhandled");
  function.failure.kind = invoke::Outcome::Kind::Timeout;
  const http::Response late = serving.invoke("F");
  CHECK(late.status == 200);
  CHECK(late.body.empty());
  CHECK(function_error(late).empty());
}

TEST_CASE("SAM's Lambda API: a function that keeps its tenants apart is told which one calls, and no other is", "[lambda]") {
  SamServing serving;
  CHECK(serving.error_of(serving.invoke("Apart")).starts_with("400 ValidationException: The invoked function is enabled with"));
  CHECK(serving.error_of(serving.invoke("F", {{"X-Amz-Tenant-Id", "t"}}))
            .ends_with("Remove the tenant ID from your request and try again."));
  CHECK(serving.invoke("Apart", {{"X-Amz-Tenant-Id", "t"}}).status == 200);
  CHECK(serving.functions["Apart"]->calls.front().tenant_id == "t");
}

TEST_CASE("SAM's Lambda API: an event is called once", "[lambda]") {
  SamServing serving;
  serving.functions["F"]->failures = 9;
  const http::Response response = serving.invoke("F", {{"X-Amz-Invocation-Type", "Event"}}, "");
  CHECK(response.status == 202);
  CHECK(response.body.empty());
  serving.advance(std::chrono::hours(1));
  CHECK(serving.functions["F"]->calls.size() == 1);
  CHECK(serving.functions["F"]->calls.front().payload == "{}");
}
