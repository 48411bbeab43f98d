#include "http/frames.h"

#include <catch2/catch.hpp>
#include <vector>

#include "http/websocket.h"

using namespace cxsam::http;

namespace {

std::string client_frame(std::uint8_t first, std::string_view payload, bool masked = true) {
  std::string frame(1, static_cast<char>(first));
  const char mask_bit = masked ? static_cast<char>(0x80) : '\0';
  if (payload.size() < 126) {
    frame += static_cast<char>(mask_bit | static_cast<char>(payload.size()));
  } else if (payload.size() < 65536) {
    frame += static_cast<char>(mask_bit | 126);
    frame += static_cast<char>(payload.size() >> 8U);
    frame += static_cast<char>(payload.size());
  } else {
    frame += static_cast<char>(mask_bit | 127);
    for (int i = 7; i >= 0; --i) frame += static_cast<char>(payload.size() >> (8U * static_cast<unsigned>(i)));
  }
  const std::string_view mask = "\x11\x22\x33\x44";
  if (masked) frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) frame += masked ? static_cast<char>(payload[i] ^ mask[i % 4]) : payload[i];
  return frame;
}

struct Heard {
  std::vector<FrameReader::Event> events;
  std::uint16_t fault = 0;
};

Heard hear(std::string_view wire, std::size_t step = SIZE_MAX) {
  FrameReader reader({});
  Heard heard;
  while (!wire.empty() && !reader.fault()) {
    std::string_view piece = wire.substr(0, step);
    wire.remove_prefix(piece.size());
    while (auto event = reader.next(piece)) heard.events.push_back(std::move(*event));
  }
  if (reader.fault()) heard.fault = reader.fault()->code;
  return heard;
}

std::uint16_t fault_of(std::string_view wire) { return hear(wire).fault; }

}  // namespace

TEST_CASE("frames: messages in pieces, control frames between them, cut anywhere", "[websocket]") {
  const std::string wire = client_frame(0x01, "Hel") + client_frame(0x89, "ping") + client_frame(0x00, "lo, \xC3") +
                           client_frame(0x8A, "") + client_frame(0x80, "\xA9") + client_frame(0x82, std::string(300, '\0')) +
                           client_frame(0x81, "") +
                           client_frame(0x88,
                                        "\x03\xE8"
                                        "bye");
  for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, wire.size()}) {
    const Heard heard = hear(wire, step);
    INFO(step);
    REQUIRE(heard.fault == 0);
    REQUIRE(heard.events.size() == 6);
    CHECK(heard.events[0].opcode == Opcode::Ping);
    CHECK(heard.events[0].payload == "ping");
    CHECK(heard.events[1].opcode == Opcode::Pong);
    CHECK(heard.events[2].opcode == Opcode::Text);
    CHECK(heard.events[2].payload == "Hello, \xC3\xA9");
    CHECK(heard.events[3].opcode == Opcode::Binary);
    CHECK(heard.events[3].payload == std::string(300, '\0'));
    CHECK(heard.events[4].payload.empty());
    CHECK(heard.events[5].opcode == Opcode::Close);
    CHECK(heard.events[5].code == 1000);
    CHECK(heard.events[5].payload == "bye");
  }
}

TEST_CASE("frames: what breaks the protocol", "[websocket]") {
  CHECK(fault_of(client_frame(0x81, "a", false)) == kProtocolError);  // not masked
  CHECK(fault_of(client_frame(0xC1, "a")) == kProtocolError);         // RSV1 without an extension
  CHECK(fault_of(client_frame(0xA1, "a")) == kProtocolError);         // RSV2
  CHECK(fault_of(client_frame(0x91, "a")) == kProtocolError);         // RSV3
  CHECK(fault_of(client_frame(0x83, "a")) == kProtocolError);         // reserved opcodes
  CHECK(fault_of(client_frame(0x8B, "a")) == kProtocolError);
  CHECK(fault_of(client_frame(0x80, "a")) == kProtocolError);  // continuation of nothing
  CHECK(fault_of(client_frame(0x01, "a") + client_frame(0x81, "b")) == kProtocolError);
  CHECK(fault_of(client_frame(0x09, "a")) == kProtocolError);  // a ping in pieces
  CHECK(fault_of(client_frame(0x89, std::string(126, 'a'))) == kProtocolError);
  CHECK(fault_of(client_frame(0x88, "a")) == kProtocolError);  // a code of one byte
  CHECK(fault_of(std::string("\x81\xFE\x00\x05", 4) + "mask"
                                                      "12345") == kProtocolError);  // length not the shortest
  CHECK(fault_of(std::string("\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10) + "mask") == kProtocolError);
}

TEST_CASE("frames: codes of a close", "[websocket]") {
  const auto code_of = [](unsigned code) {
    std::string payload{static_cast<char>(code >> 8U), static_cast<char>(code)};
    return fault_of(client_frame(0x88, payload));
  };
  for (const unsigned good : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 3000U, 3999U, 4000U, 4999U}) {
    INFO(good);
    CHECK(code_of(good) == 0);
  }
  for (const unsigned bad : {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U, 2999U, 5000U, 65535U}) {
    INFO(bad);
    CHECK(code_of(bad) == kProtocolError);
  }
  CHECK(hear(client_frame(0x88, "")).events.at(0).code == kNoStatus);
  CHECK(fault_of(client_frame(0x88, "\x03\xE8\xFF")) == kInvalidPayload);
}

TEST_CASE("frames: text is UTF-8, and what is not is seen at once", "[websocket]") {
  CHECK(fault_of(client_frame(0x81, "\xCE\xBA\xE1\xBD\xB9\xF4\x8F\xBF\xBF")) == 0);
  CHECK(fault_of(client_frame(0x01, "\xF4\x90")) == kInvalidPayload);  // before the message has ended
  CHECK(fault_of(client_frame(0x81, "\xC0\xAF")) == kInvalidPayload);  // longer than needed
  CHECK(fault_of(client_frame(0x81, "\xE0\x80\x80")) == kInvalidPayload);
  CHECK(fault_of(client_frame(0x81, "\xED\xA0\x80")) == kInvalidPayload);  // half of a surrogate pair
  CHECK(fault_of(client_frame(0x81, "a\x80")) == kInvalidPayload);
  CHECK(fault_of(client_frame(0x81, "\xE2\x82")) == kInvalidPayload);  // ends within a character
  CHECK(fault_of(client_frame(0x01, "\xE2\x82") + client_frame(0x80, "\xAC")) == 0);
  CHECK(fault_of(client_frame(0x82, "\xFF\xFE")) == 0);  // binary may be anything
}

TEST_CASE("frames: limits of frames and messages", "[websocket]") {
  const std::string piece(32 << 10, 'a');
  CHECK(fault_of(client_frame(0x81, piece)) == 0);
  CHECK(fault_of(client_frame(0x81, piece + "a")) == kMessageTooBig);
  std::string wire = client_frame(0x01, piece);
  for (int i = 0; i < 3; ++i) wire += client_frame(0x00, piece);
  CHECK(hear(wire + client_frame(0x80, "")).events.at(0).payload.size() == piece.size() * 4);
  CHECK(fault_of(wire + client_frame(0x80, "a")) == kMessageTooBig);
}

TEST_CASE("frames: of the server", "[websocket]") {
  CHECK(make_frame(Opcode::Text, "Hello") == "\x81\x05Hello");
  CHECK(make_frame(Opcode::Binary, std::string(256, 'a')).substr(0, 4) == std::string("\x82\x7E\x01\x00", 4));
  CHECK(make_frame(Opcode::Binary, std::string(65536, 'a')).substr(0, 10) == std::string("\x82\x7F\0\0\0\0\0\1\0\0", 10));
  CHECK(make_close(1001, std::string(200, 'a')).size() == 125);
}
