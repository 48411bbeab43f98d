// SAM CLI's behaviour.
#include <catch2/catch.hpp>

#include "gateway/sam/answer.h"
#include "gateway/sam/cors.h"
#include "gateway/sam/python.h"
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

TEST_CASE("as sam: numbers and letters print as Python prints them", "[gateway][sam]") {
  const auto text = [](std::string_view json) { return python_text(*parse_json(json)); };
  CHECK(text("[1.0, 1e20, 1e16, 1e15, 1e-5, 0.0001, 123456789.123, -0.0, 0.1]") ==
        "[1.0, 1e+20, 1e+16, 1000000000000000.0, 1e-05, 0.0001, 123456789.123, -0.0, 0.1]");
  CHECK(text(R"(["\u007f\u00a0\u00ad\u00e9"])") == "['\\x7f\\xa0\\xad\u00e9']");
  CHECK(python_json(*parse_json(R"({"a":[1e20,1.0,true,null],"\u00e9":"\ud83d\ude00/\n"})")) ==
        R"({"a": [1e+20, 1.0, true, null], "\u00e9": "\ud83d\ude00/\n"})");
  CHECK(python_json(*parse_json("[]")) == "[]");
}

TEST_CASE("as sam: base64 as Python reads it", "[gateway][sam]") {
  CHECK(python_base64("aGk=") == "hi");
  CHECK(python_base64("aG k=\n") == "hi");
  CHECK(python_base64("aGk=aGk=") == "hi");
  CHECK(python_base64("aG==k=") == "h");
  CHECK(python_base64("-_!=").value_or("none").empty());
  for (const std::string_view text : {"aGk", "a", "YQ=", "Y=Q=", "aG\xC3\xA9k="}) CHECK_FALSE(python_base64(text));
}

TEST_CASE("as sam: cookies as Python's server reads them", "[gateway][sam]") {
  using Cookies = std::vector<std::pair<std::string, std::string>>;
  CHECK(python_cookies("a=1; b=2,c=3") == Cookies{{"a", "1"}, {"b", "2,c=3"}});
  CHECK(python_cookies(" a = 1;b ;; =x; c==d;") == Cookies{{"a", "1"}, {"b", ""}, {"c", "=d"}});
  CHECK(python_cookies(R"(a="q;r"; b=2)") == Cookies{{"a", "q;r"}, {"b", "2"}});
  CHECK(python_cookies(R"(a="x\"y\\z\303\251")") == Cookies{{"a", "x\"y\\z\xC3\xA9"}});
  CHECK(python_cookies(R"(a="open; b=2)") == Cookies{{"b", "2"}});
  CHECK(python_cookies(R"(a="q" tail; b=2)") == Cookies{{"b", "2"}});
  CHECK(python_cookies("a=1; a=2; A=3") == Cookies{{"a", "1"}, {"A", "3"}});
  CHECK(python_cookies("").empty());
}

TEST_CASE("as sam: bytes of requests that are no ASCII", "[gateway][sam]") {
  CHECK(utf8_of_latin1("a\xE9") == "a\xC3\xA9");
  CHECK(encode_broken("a\xC3\xA9\xFF\xFE!") == "a\xC3\xA9%FF%FE!");
}

TEST_CASE("as sam: hosts as Python's server takes them", "[gateway][sam]") {
  for (const std::string_view host : {"a.b", "A.B", "a-b:3000", "a.b:443", "[::1]", "[::1]:8080", "127.0.0.1:1"}) {
    INFO(host);
    CHECK(python_host(host, false) == host);
  }
  CHECK(python_host("A.B:80", false) == "A.B");
  CHECK(python_host("[::1]:80", false) == "[::1]");
  CHECK(python_host("a.b:80", true) == "a.b:80");
  CHECK(python_host("a.b:443", true) == "a.b");
  for (const std::string_view host : {"", ":80", ":1", "a.b:", "a.b:080", "a.b:x", "a_b", "\xC3\xA9", "a b", "a/b", "a@b",
                                      "%41", "[::1", "[::1]x", "[g::1]", "a,b"}) {
    INFO(host);
    CHECK(python_host(host, false).empty());
  }
}

TEST_CASE("as sam: statuses as Python's int() reads them", "[gateway][sam]") {
  const AnswerRules rules{.kind = Api::Kind::Http, .payload_format = "2.0", .binary_media_types = nullptr, .accept = ""};
  const auto status = [&](std::string_view value) {
    const auto answer = make_sam_answer("{\"statusCode\": " + std::string(value) + "}", rules);
    return answer ? answer->status : 0;
  };
  CHECK(status("7") == 7);
  CHECK(status("201.9") == 201);
  CHECK(status("true") == 1);
  CHECK(status("\" +2_0_1 \"") == 201);
  CHECK(status("999") == 999);
  for (const std::string_view value : {"-1", "1000", "\"201.0\"", "\"_1\"", "\"1_\"", "\"+\"", "[1]", "{\"a\": 1}"}) {
    INFO(value);
    CHECK(status(value) == 0);
  }
}

TEST_CASE("as sam: headers of answers", "[gateway][sam]") {
  const AnswerRules rest{.kind = Api::Kind::Rest, .payload_format = "1.0", .binary_media_types = nullptr, .accept = ""};
  const AnswerRules second{.kind = Api::Kind::Http, .payload_format = "2.0", .binary_media_types = nullptr, .accept = ""};
  const auto headers = [](std::string_view members, const AnswerRules& rules) {
    const auto answer = make_sam_answer("{\"statusCode\": 200, " + std::string(members) + "}", rules);
    return answer ? answer->headers : http::Headers{{"refused", ""}};
  };
  const http::Headers plain{{"Content-Type", "application/json"}};
  const auto with = [&](http::Headers own) {
    own.insert(own.end(), plain.begin(), plain.end());
    return own;
  };
  for (const std::string_view nothing : {"null", "[]", "0", "false", "\"\""}) {
    INFO(nothing);
    CHECK(headers("\"headers\": " + std::string(nothing), rest) == plain);
    CHECK(headers("\"multiValueHeaders\": " + std::string(nothing), rest) == plain);
    CHECK(headers("\"headers\": " + std::string(nothing), second) == plain);
  }
  CHECK(headers(R"("headers": ["a"])", rest) == http::Headers{{"refused", ""}});
  CHECK(headers(R"("headers": {"A": [1, null]})", rest) == with({{"A", "[1, None]"}}));
  CHECK(headers(R"("headers": {"A": [1, null], "B": []})", second) == with({{"A", "1"}, {"A", "None"}}));
  CHECK(headers(R"("multiValueHeaders": {"A": 7, "B": null, "C": {"q": 1}})", rest) ==
        with({{"A", "7"}, {"B", "None"}, {"C", "{'q': 1}"}}));
  CHECK(headers(R"("headers": {"A": "\u00e9"})", rest) == with({{"A", "\xE9"}}));
  CHECK(headers(R"("cookies": ["\u00e9=1"])", second) == with({{"Set-Cookie", "\xE9=1"}}));
  CHECK(headers(R"("headers": {"A": "\u20ac"})", rest) == http::Headers{{"refused", ""}});
  CHECK(headers(R"("headers": {"A": "b\r\nX: y"})", second) == http::Headers{{"refused", ""}});
  CHECK(headers(R"("headers": {"Content-Type": ""})", rest) == http::Headers{{"Content-Type", ""}});
  CHECK(headers(R"("headers": {"A": "1", "B": "2"}, "multiValueHeaders": {"A": ["1"], "b": ["2"]})", rest) ==
        with({{"A", "1"}, {"b", "2"}, {"B", "2"}}));
  CHECK(make_sam_answer(R"({"statusCode": 304})", rest)->headers.empty());
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
  CHECK(body(make_sam_answer(R"({"a":1})", second)) == R"({"a": 1})");
  CHECK(body(make_sam_answer(R"({"statusCode": 200, "isBase64Encoded": true, "body": "aGk"})", second)) == "aGk");
  CHECK(body(make_sam_answer(R"({"statusCode": 200, "isBase64Encoded": true, "body": {"a": 1}})", second)) == "{'a': 1}");
  CHECK(body(make_sam_answer("no json", second)) == "refused");
  for (const std::string_view nothing : {"0", "false", "0.0"}) {
    const std::string answer = R"({"statusCode": 200, "body": )" + std::string(nothing) + "}";
    CHECK(status(make_sam_answer(answer, rest)) == 500);
    CHECK(status(make_sam_answer(answer, second)) == 500);
    CHECK(status(make_sam_answer(nothing, second)) == 500);
  }
  for (const std::string_view empty : {"[]", "{}", "\"\"", "null"})
    CHECK(status(make_sam_answer(R"({"statusCode": 200, "body": )" + std::string(empty) + "}", rest)) == 200);
}

TEST_CASE("as sam: an HTTP API's CORS headers are all there, or none", "[gateway][sam]") {
  application::Cors cors;
  cors.allow_origins = {"https://a.example", "https://b.example"};
  cors.allow_methods = {"PUT", "GET"};
  cors.max_age_s = 60;
  CHECK(sam_cors(cors, "https://c.example").empty());
  CHECK(sam_cors(cors, "").empty());
  CHECK(sam_cors(cors, "https://b.example") == http::Headers{{"Access-Control-Allow-Origin", "https://b.example"},
                                                             {"Access-Control-Allow-Methods", "GET,OPTIONS,PUT"},
                                                             {"Access-Control-Max-Age", "60"}});
  for (const std::vector<std::string>& all : {std::vector<std::string>{}, {"*"}}) {
    cors.allow_methods = all;
    CHECK(sam_cors(cors, "https://a.example")[1].second == "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT");
  }
}
