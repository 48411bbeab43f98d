#include "lambda/event_stream.h"

#include <catch2/catch.hpp>

#include <cstdint>

using namespace cxsam;

namespace {

std::uint32_t number(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

}  // namespace

TEST_CASE("event stream: the message without headers and payload that the specification shows", "[lambda]") {
  const std::string message = lambda::event_message({}, "");
  REQUIRE(message.size() == 16);
  CHECK(number(message, 0) == 16);
  CHECK(number(message, 4) == 0);
  CHECK(number(message, 8) == 0x05C248EB);
  CHECK(number(message, 12) == 0x7D98C8FF);
}

TEST_CASE("event stream: headers and payload stand behind the prelude", "[lambda]") {
  const std::string message = lambda::event_message({{":event-type", "PayloadChunk"}}, "abc");
  CHECK(number(message, 0) == message.size());
  CHECK(number(message, 4) == 1 + 11 + 1 + 2 + 12);
  CHECK(message.substr(12, 27) == std::string("\x0B:event-type\x07\0\x0CPayloadChunk", 27));
  CHECK(message.substr(39, 3) == "abc");
  CHECK(message.size() == 46);
}
