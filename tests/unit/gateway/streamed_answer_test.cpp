#include "gateway/streamed_answer.h"

#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using gateway::WithoutPrelude;

namespace {

const std::string kNuls(8, '\0');

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

/// A call whose answer is passed on.
struct Streaming : test::ManualWorld {
  explicit Streaming(const std::string& result) {
    function->content_type = "application/vnd.awslambda.http-integration-response";
    function->result = result;
  }
  Result<http::Response> get(WithoutPrelude without = WithoutPrelude::Refused) {
    stream = invoke::Stream::start(world, function, {.request_id = "1", .payload = "{}"});
    Result<http::Response> response = fail("it has not begun");
    spawn(loop, "answer", keep(without, response));
    clock.advance({});
    return response;
  }
  std::string body_of(const http::Response& response) {
    Collected collected;
    spawn(loop, "body", write_body(response, collected, whole));
    clock.advance({});
    return collected.text;
  }

  std::shared_ptr<test::RecordedFunction> function = std::make_shared<test::RecordedFunction>();
  std::shared_ptr<invoke::Stream> stream;
  bool whole = false;

 private:
  struct Collected final : http::BodyWriter {
    std::string text;
    Task<bool> write(std::string bytes) override {
      text += bytes;
      co_return true;
    }
  };
  static Task<void> write_body(const http::Response& response, http::BodyWriter& to, bool& whole) {
    whole = co_await response.stream(to);
  }
  Task<void> keep(WithoutPrelude without, Result<http::Response>& response) {
    response = co_await gateway::stream_answer(stream, without);
  }
};

}  // namespace

TEST_CASE("streamed answer: the prelude makes the head, the rest is the body", "[gateway]") {
  Streaming streaming(R"({"statusCode": 201, "headers": {"X-A": "b", "Connection": "x"}, "cookies": ["c=d"]})" + kNuls +
                      "one two");
  const auto response = streaming.get();
  REQUIRE(response);
  CHECK(response->status == 201);
  CHECK(header(*response, "X-A") == "b");
  CHECK(header(*response, "Set-Cookie") == "c=d");
  CHECK(header(*response, "x-amzn-Remapped-Connection") == "x");
  CHECK(header(*response, "Content-Type") == "application/octet-stream");
  CHECK(streaming.body_of(*response) == "one two");
  CHECK(streaming.whole);
}

TEST_CASE("streamed answer: a prelude alone has an empty body", "[gateway]") {
  Streaming streaming("{}" + kNuls);
  const auto response = streaming.get();
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(streaming.body_of(*response).empty());
  CHECK(streaming.whole);
}

TEST_CASE("streamed answer: bytes without a prelude are passed on with their type, or refused", "[gateway]") {
  Streaming streaming("hello");
  streaming.function->content_type = "text/plain";
  CHECK(streaming.get().error().message.starts_with("its content type is not"));
  const auto response = streaming.get(WithoutPrelude::PassedOn);
  REQUIRE(response);
  CHECK(header(*response, "Content-Type") == "text/plain");
  CHECK(streaming.body_of(*response) == "hello");
}

TEST_CASE("streamed answer: a prelude that cannot be used says why", "[gateway]") {
  CHECK(Streaming(R"({"statusCode": 200})").get().error().message == "eight NUL bytes behind its prelude are missing");
  CHECK_FALSE(Streaming(R"({"statusCode": "many"})" + kNuls).get());
  CHECK_FALSE(Streaming("[]" + kNuls).get());
}

TEST_CASE("streamed answer: a function that fails half-way breaks the body off", "[gateway]") {
  Streaming streaming("{}" + kNuls + "half");
  streaming.function->kind = invoke::Outcome::Kind::FunctionError;
  const auto response = streaming.get();
  REQUIRE(response);
  CHECK(streaming.body_of(*response) == "half");
  CHECK_FALSE(streaming.whole);
}
