// SAM CLI's behaviour.
#include <catch2/catch.hpp>

#include "gateway/sam/answer.h"
#include "gateway/sam/cors.h"
#include "gateway/sam/python_text.h"
#include "json/json.h"

using namespace cxsam;
using namespace cxsam::gateway;
using application::Api;

TEST_CASE("as sam: values print as Python prints them", "[gateway][sam]") {
  const auto text = [](std::string_view json) { return python_text(*parse_json(json)); };
  CHECK(text(R"("plain")") == "plain");
  CHECK(text("true") == "True");
  CHECK(text("null") == "None");
  CHECK(text("5") == "5");
  CHECK(text("1.5") == "1.5");
  CHECK(text(R"([1, "a", null])") == "[1, 'a', None]");
  CHECK(text(R"({"a": {"b": [true]}})") == "{'a': {'b': [True]}}");
  CHECK(text(R"(["it's", "\"", "it's \"\n\u0001"])") == R"(["it's", '"', 'it\'s "\n\x01'])");
}

TEST_CASE("as sam: what answers become", "[gateway][sam]") {
  const std::vector<std::string> types{"image/png"};
  const AnswerRules rest{.kind = Api::Kind::Rest, .payload_format = "1.0", .binary_media_types = &types, .accept = "image/*"};
  const AnswerRules second{.kind = Api::Kind::Http, .payload_format = "2.0", .binary_media_types = &types, .accept = ""};
  const auto body = [](const Result<http::Response>& answer) { return answer ? answer->body : "refused"; };
  const auto status = [](const Result<http::Response>& answer) { return answer ? answer->status : 0; };
  CHECK(status(make_sam_answer(R"({"statusCode": 0})", rest)) == 200);
  CHECK(status(make_sam_answer(R"({"statusCode": "201"})", rest)) == 201);
  CHECK(status(make_sam_answer(R"({"statusCode": -1})", rest)) == 0);
  CHECK(status(make_sam_answer(R"({"statusCode": "x"})", rest)) == 0);
  CHECK(body(make_sam_answer(R"({"statusCode": 200, "body": {"a": 1}})", rest)) == "{'a': 1}");
  CHECK(body(make_sam_answer(R"({"statusCode": 200, "more": 1})", rest)) == "refused");
  CHECK(body(make_sam_answer(R"({"statusCode": 200, "cookies": ["a"], "body": "b"})", rest)) == "b");
  const std::string image = R"({"statusCode": 200, "isBase64Encoded": true, "body": "AAE=", "headers": {"Content-Type": ")";
  CHECK(body(make_sam_answer(image + R"(image/png"}})", rest)) == std::string("\0\1", 2));
  CHECK(body(make_sam_answer(image + R"(image/gif"}})", rest)) == "AAE=");
  CHECK(body(make_sam_answer(image + R"(image/gif"}})", second)) == std::string("\0\1", 2));
  CHECK(body(make_sam_answer(R"([1, "a"])", second)) == "[1, 'a']");
  CHECK(body(make_sam_answer("null", second)).empty());
  CHECK(body(make_sam_answer(R"({"a": 1})", second)) == R"({"a": 1})");
  CHECK(body(make_sam_answer("no json", second)) == "refused");
}

TEST_CASE("as sam: an HTTP API's CORS headers are all there, or none", "[gateway][sam]") {
  application::Cors cors;
  cors.allow_origins = {"https://a.example", "https://b.example"};
  cors.allow_methods = {"GET", "OPTIONS"};
  cors.max_age_s = 60;
  CHECK(sam_cors(cors, "https://c.example").empty());
  CHECK(sam_cors(cors, "").empty());
  CHECK(sam_cors(cors, "https://b.example") == http::Headers{{"Access-Control-Allow-Origin", "https://b.example"},
                                                             {"Access-Control-Allow-Methods", "GET,OPTIONS"},
                                                             {"Access-Control-Max-Age", "60"}});
}
