#include "gateway/function_answer.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using application::Api;

namespace {

Result<http::Response> rest(std::string_view result, std::vector<std::string> types = {}, std::string_view accept = "") {
  return gateway::make_answer(
      result, {.kind = Api::Kind::Rest, .payload_format = "1.0", .binary_media_types = &types, .accept = accept});
}
Result<http::Response> http_v2(std::string_view result) {
  return gateway::make_answer(result, {.kind = Api::Kind::Http, .payload_format = "2.0", .accept = ""});
}
Result<http::Response> http_v1(std::string_view result) {
  return gateway::make_answer(result, {.kind = Api::Kind::Http, .payload_format = "1.0", .accept = ""});
}

}  // namespace

TEST_CASE("REST answer: every member may be missing", "[gateway]") {
  const auto empty = rest("{}");
  REQUIRE(empty);
  CHECK(empty->status == 200);
  CHECK(empty->body.empty());
  CHECK(http::find_header(empty->headers, "Content-Type") == "application/json");
  CHECK(rest(R"({"statusCode": "418", "headers": null, "body": null})")->status == 418);
}

TEST_CASE("REST answer: what API Gateway cannot use is named", "[gateway]") {
  const auto why = [](std::string_view result) {
    const auto answer = rest(result);
    return answer ? std::string("fine") : answer.error().message;
  };
  CHECK(why("\"text\"") == "it is no object with `statusCode` and `body`");
  CHECK(why("not json").starts_with("it is no JSON"));
  CHECK(why(R"({"statusCode": 200, "status": 1})") == "`status` is no part of an answer");
  CHECK(why(R"({"statusCode": "abc"})") == "`statusCode` must be a number, not \"abc\"");
  CHECK(why(R"({"statusCode": 0})") == "`statusCode` 0 is no HTTP status");
  CHECK(why(R"({"statusCode": 101})") == "`statusCode` 101 is no HTTP status");
  CHECK(why(R"({"body": {"a": 1}})") == "`body` must be text, not object");
  CHECK(why(R"({"multiValueHeaders": {"a": "b"}})") == "`multiValueHeaders` must hold lists, and `a` is none");
  CHECK(why(R"({"headers": {"a": []}})") == "a value of `headers` must be text, not []");
  CHECK(why(R"({"isBase64Encoded": "maybe"})") == "`isBase64Encoded` must be true or false, not \"maybe\"");
}

TEST_CASE("REST answer: single and multiple headers are one list", "[gateway]") {
  const auto answer =
      rest(R"({"multiValueHeaders": {"X-M": ["1", 2]}, "headers": {"x-m": "3", "X-m": "1", "Content-Type": "text/plain"}})");
  REQUIRE(answer);
  const http::Headers expected{{"X-M", "1"}, {"X-M", "2"}, {"X-M", "3"}, {"Content-Type", "text/plain"}};
  CHECK(answer->headers == expected);
}

TEST_CASE("REST answer: headers that belong to the gateway leave under another name", "[gateway]") {
  const auto answer =
      rest(R"({"headers": {"Date": "then", "Server": "mine", "Transfer-Encoding": "chunked", "content-length": 9,
                         "www-authenticate": "Basic"}})");
  REQUIRE(answer);
  CHECK(http::find_header(answer->headers, "x-amzn-Remapped-WWW-Authenticate") == "Basic");
  CHECK(http::find_header(answer->headers, "WWW-Authenticate").empty());
  CHECK(http::find_header(answer->headers, "x-amzn-Remapped-Date") == "then");
  CHECK(http::find_header(answer->headers, "x-amzn-Remapped-Server") == "mine");
  CHECK(http::find_header(answer->headers, "x-amzn-Remapped-Content-Length") == "9");
  CHECK(http::find_header(answer->headers, "Transfer-Encoding").empty());
  CHECK(http::find_header(answer->headers, "Date").empty());
}

TEST_CASE("REST answer: base64 is decoded only for a binary type that the client accepts", "[gateway]") {
  constexpr std::string_view kResult = R"({"body": "AAE=", "isBase64Encoded": true})";
  const std::string bytes("\0\1", 2);
  CHECK(rest(kResult)->body == "AAE=");
  CHECK(rest(kResult, {"image/png"}, "image/png;q=0.9, */*")->body == bytes);
  CHECK(rest(kResult, {"image/png"}, "*/*")->body == "AAE=");
  CHECK(rest(kResult, {"*/*"}, "text/html")->body == bytes);
  CHECK_FALSE(rest(R"({"body": "%%", "isBase64Encoded": true})", {"*/*"}));
}

TEST_CASE("HTTP API answer: any JSON without a status is the body", "[gateway]") {
  CHECK(http_v2("\"hi\"")->body == "hi");
  CHECK(http::find_header(http_v2(R"({"statusCode": 401, "headers": {"WWW-Authenticate": "Basic"}})")->headers,
                          "WWW-Authenticate") == "Basic");
  CHECK(http_v2(R"({"a": [1, 2]})")->body == R"({"a": [1, 2]})");
  CHECK(http_v2("3")->body == "3");
  CHECK_FALSE(http_v2("not json"));
  CHECK(http_v2(R"({"statusCode": 201, "cookies": ["a=1", "b=2"], "body": "AAE=", "isBase64Encoded": true})")->body.size() ==
        2);
  const auto cookies = http_v2(R"({"statusCode": 200, "cookies": ["a=1", "b=2"], "extra": 1})");
  const http::Headers expected{{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"Content-Type", "application/json"}};
  CHECK(cookies->headers == expected);
}

TEST_CASE("HTTP API answer: JSON that is the body is JSON, and what has a status has the type that it is given", "[gateway]") {
  const auto type_of = [](std::string_view result) {
    const auto answer = gateway::make_answer(result, {.kind = Api::Kind::Http, .payload_format = "2.0", .content_type = "a/b"});
    return std::string(http::find_header(answer->headers, "content-type"));
  };
  CHECK(type_of(R"({"a": 1})") == "application/json");
  CHECK(type_of(R"("text")") == "application/json");
  CHECK(type_of(R"({"statusCode": 200})") == "a/b");
  CHECK(type_of(R"({"statusCode": 200, "headers": {"content-type": "c/d"}})") == "c/d");
}

TEST_CASE("HTTP API answer: format 1.0 needs a status", "[gateway]") {
  CHECK_FALSE(http_v1("{}"));
  CHECK(http_v1(R"({"statusCode": 204, "multiValueHeaders": {"A": ["b"]}, "other": 1})")->status == 204);
}

TEST_CASE("REST API answer: a status is a whole number of three digits, as a number or as text", "[gateway]") {
  const auto status_of = [](std::string_view status) { return http_v1(R"({"statusCode": )" + std::string(status) + "}"); };
  CHECK(status_of("201.0")->status == 201);
  CHECK(status_of("\"202\"")->status == 202);
  for (const char* status : {"1e300", "-1e300", "18446744073709551615", "199", "1000", "\"99\""}) {
    INFO(status);
    const auto answer = status_of(status);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().message.ends_with(" is no HTTP status"));
  }
  CHECK(status_of("200.5").error().message == "`statusCode` must be a number, not 200.5");
}
