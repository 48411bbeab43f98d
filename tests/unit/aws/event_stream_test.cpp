#include "aws/event_stream.h"

#include <catch2/catch.hpp>

#include "lambda/event_stream.h"

using namespace cxsam;

namespace {

std::string chunk(std::string_view payload) {
  return lambda::event_message({{":event-type", "PayloadChunk"}, {":message-type", "event"}}, payload);
}

}  // namespace

TEST_CASE("event stream: messages are read, however the bytes arrive", "[aws]") {
  const std::string bytes = chunk("one") + chunk(std::string("\0two", 4)) + chunk("");
  aws::EventStreamReader reader;
  std::vector<std::string> payloads;
  for (const char c : bytes) {
    reader.add({&c, 1});
    const auto message = reader.next();
    REQUIRE(message);
    if (!*message) continue;
    CHECK((*message)->header(":event-type") == "PayloadChunk");
    CHECK((*message)->header("missing").empty());
    payloads.push_back((*message)->payload);
  }
  CHECK(payloads == std::vector<std::string>{"one", std::string("\0two", 4), ""});
  CHECK_FALSE(reader.is_within_message());
}

TEST_CASE("event stream: what is damaged is told", "[aws]") {
  const std::string good = chunk("payload");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    aws::EventStreamReader reader;
    reader.add(bad);
    INFO("byte " << i);
    CHECK_FALSE(reader.next());
  }
}

TEST_CASE("event stream: a message that is not whole is waited for", "[aws]") {
  const std::string good = chunk("payload");
  aws::EventStreamReader reader;
  reader.add(good.substr(0, good.size() - 1));
  const auto message = reader.next();
  REQUIRE(message);
  CHECK_FALSE(*message);
  CHECK(reader.is_within_message());
}
