// What a client may send over a WebSocket, and what it hears of it: a list in the order of RFC 6455, put to a server that
// echoes, in one piece and byte by byte.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

using namespace cxsam;

namespace {

using Bytes = std::string;

/// A masked frame: `first` has FIN, the reserved bits and the opcode.
Bytes frame(unsigned first, std::string_view payload, bool masked = true) {
  constexpr std::string_view kMask("\x5A\x00\xC3\x11", 4);
  const unsigned mask_bit = masked ? 0x80U : 0U;
  Bytes bytes(1, static_cast<char>(first));
  if (payload.size() < 126) {
    bytes += static_cast<char>(mask_bit | payload.size());
  } else {
    bytes += static_cast<char>(mask_bit | 126U);
    bytes += static_cast<char>(payload.size() >> 8U);
    bytes += static_cast<char>(payload.size() & 0xFFU);
  }
  if (masked) bytes += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i) bytes += masked ? static_cast<char>(payload[i] ^ kMask[i % 4]) : payload[i];
  return bytes;
}

Bytes text(std::string_view payload) { return frame(0x81, payload); }
Bytes first(std::string_view payload) { return frame(0x01, payload); }
Bytes more(std::string_view payload) { return frame(0x00, payload); }
Bytes last(std::string_view payload) { return frame(0x80, payload); }
Bytes ping(std::string_view payload) { return frame(0x89, payload); }
Bytes pong(std::string_view payload) { return frame(0x8A, payload); }
Bytes bye(unsigned code, std::string_view reason = "") {
  return frame(0x88, Bytes{static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)} + Bytes(reason));
}

/// What the server has said: `T"text"`, `B"bytes"`, `O"pong"`, `C1000`; long payloads by their size.
std::string story_of(std::string_view bytes) {
  std::string story;
  while (bytes.size() >= 2) {
    const unsigned first = static_cast<unsigned char>(bytes[0]);
    std::size_t size = static_cast<unsigned char>(bytes[1]);
    std::size_t head = 2;
    if (size == 126) {
      size = static_cast<unsigned char>(bytes[2]) * 256U + static_cast<unsigned char>(bytes[3]);
      head = 4;
    }
    if (size == 127) {
      size = 0;
      for (std::size_t i = 2; i < 10; ++i) size = size * 256U + static_cast<unsigned char>(bytes[i]);
      head = 10;
    }
    const std::string_view payload = bytes.substr(head, size);
    if (!story.empty()) story += ' ';
    if (first == 0x88) {
      story += "C";
      if (payload.size() >= 2)
        story += std::to_string(static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]));
    } else {
      story += first == 0x81 ? "T" : first == 0x82 ? "B" : first == 0x8A ? "O" : "?";
      story += size > 125 ? std::to_string(size) : "\"" + std::string(payload) + "\"";
    }
    bytes.remove_prefix(std::min(bytes.size(), head + size));
  }
  return story;
}

struct Case {
  const char* what;
  Bytes sent;
  std::string heard;
};

const Bytes kBye = bye(1000);
const Bytes kBig(32 << 10, 'a');

std::vector<Case> framing() {
  return {
      {"5.1 a frame that is not masked", frame(0x81, "a", false) + kBye, "C1002"},
      {"5.2 an empty text", text("") + kBye, "T\"\" C1000"},
      {"5.2 125 bytes", text(Bytes(125, 'a')) + kBye, "T\"" + Bytes(125, 'a') + "\" C1000"},
      {"5.2 126 bytes", text(Bytes(126, 'a')) + kBye, "T126 C1000"},
      {"5.2 a frame as large as it may be", text(kBig) + kBye, "T32768 C1000"},
      {"5.2 one byte more", text(kBig + "a") + kBye, "C1009"},
      {"5.2 binary", frame(0x82, Bytes("\0\xFF", 2)) + kBye, Bytes("B\"\0\xFF\" C1000", 11)},
      {"5.2 RSV1", frame(0xC1, "a"), "C1002"},
      {"5.2 RSV2", frame(0xA1, "a"), "C1002"},
      {"5.2 RSV3", frame(0x91, "a"), "C1002"},
      {"5.2 RSV of a ping, after a text", text("a") + frame(0xD9, ""), "T\"a\" C1002"},
      {"5.2 RSV of a close", frame(0xF8, ""), "C1002"},
      {"5.2 opcode 3", frame(0x83, ""), "C1002"},
      {"5.2 opcode 4", frame(0x84, "a"), "C1002"},
      {"5.2 opcode 5", text("a") + frame(0x85, ""), "T\"a\" C1002"},
      {"5.2 opcode 6", frame(0x86, "a"), "C1002"},
      {"5.2 opcode 7", frame(0x87, "a"), "C1002"},
      {"5.2 opcode 11", frame(0x8B, ""), "C1002"},
      {"5.2 opcode 12", frame(0x8C, "a"), "C1002"},
      {"5.2 opcode 13", text("a") + frame(0x8D, ""), "T\"a\" C1002"},
      {"5.2 opcode 14", frame(0x8E, "a"), "C1002"},
      {"5.2 opcode 15", frame(0x8F, "a"), "C1002"},
      {"5.2 a length that is not the shortest", Bytes("\x81\xFE\x00\x01mask", 8) + "a", "C1002"},
      {"5.2 a length with its highest bit", Bytes("\x81\xFF\x80\x00\x00\x00\x00\x00\x00\x01", 10) + "maska", "C1002"},
  };
}

std::vector<Case> fragments() {
  return {
      {"5.4 two pieces", first("a") + last("b") + kBye, "T\"ab\" C1000"},
      {"5.4 empty pieces", first("") + more("") + last("") + kBye, "T\"\" C1000"},
      {"5.4 a piece between empty ones", first("") + more("mid") + last("") + kBye, "T\"mid\" C1000"},
      {"5.4 a message that is too large", first(kBig) + more(kBig) + more(kBig) + more(kBig) + last("a"), "C1009"},
      {"5.4 one that is not", first(kBig) + more(kBig) + more(kBig) + last(kBig) + kBye, "T131072 C1000"},
      {"5.4 binary pieces", frame(0x02, "a") + last("\xFF") + kBye, "B\"a\xFF\" C1000"},
      {"5.4 a continuation of nothing", last("a"), "C1002"},
      {"5.4 an unfinished continuation of nothing", more("a"), "C1002"},
      {"5.4 a continuation after a whole message", text("a") + last("b"), "T\"a\" C1002"},
      {"5.4 a message within another", first("a") + text("b"), "C1002"},
      {"5.4 a beginning within another", first("a") + first("b"), "C1002"},
      {"5.4 a message of the other kind within", first("a") + frame(0x82, "b"), "C1002"},
      {"5.4 a ping between pieces", first("a") + ping("p") + last("b") + kBye, "O\"p\" T\"ab\" C1000"},
      {"5.4 pings between all pieces", first("a") + ping("1") + more("b") + ping("2") + last("c") + kBye,
       "O\"1\" O\"2\" T\"abc\" C1000"},
      {"5.4 a close between pieces", first("a") + kBye + last("b"), "C1000"},
  };
}

std::vector<Case> control() {
  std::string ten_sent;
  std::string ten_heard;
  for (int i = 0; i < 10; ++i) {
    ten_sent += ping(std::to_string(i));
    ten_heard += "O\"" + std::to_string(i) + "\" ";
  }
  return {
      {"5.5 a ping without payload", ping("") + kBye, "O\"\" C1000"},
      {"5.5 a ping of 125 bytes", ping(Bytes(125, '\xFE')) + kBye, "O\"" + Bytes(125, '\xFE') + "\" C1000"},
      {"5.5 a ping of 126 bytes", ping(Bytes(126, 'a')), "C1002"},
      {"5.5 a ping in pieces", frame(0x09, "a") + last("b"), "C1002"},
      {"5.5 a pong in pieces", frame(0x0A, "a"), "C1002"},
      {"5.5 a close in pieces", frame(0x08, ""), "C1002"},
      {"5.5 ten pings", ten_sent + kBye, ten_heard + "C1000"},
      {"5.5 a pong that nobody asked for", pong("a") + text("b") + kBye, "T\"b\" C1000"},
      {"5.5 a pong of 126 bytes", pong(Bytes(126, 'a')), "C1002"},
  };
}

std::vector<Case> closes() {
  std::vector<Case> cases = {
      {"5.5.1 no code", frame(0x88, ""), "C"},
      {"5.5.1 half a code", frame(0x88, "\x03"), "C1002"},
      {"5.5.1 a reason", bye(1000, "so long"), "C1000"},
      {"5.5.1 a reason of 123 bytes", bye(1000, Bytes(123, 'a')), "C1000"},
      {"5.5.1 a reason that is too long", bye(1000, Bytes(124, 'a')), "C1002"},
      {"5.5.1 a reason that is no UTF-8", bye(1000, "\xCE\xBA\xE1\xBD\xED\xA0\x80"), "C1007"},
      {"5.5.1 a message after it", kBye + text("a"), "C1000"},
      {"5.5.1 a ping after it", kBye + ping("a"), "C1000"},
      {"5.5.1 twice", kBye + bye(1001), "C1000"},
  };
  for (const unsigned good : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 3000U, 3999U, 4000U, 4999U})
    cases.push_back({"7.4 a code", bye(good), "C" + std::to_string(good)});
  for (const unsigned bad : {0U, 999U, 1004U, 1005U, 1006U, 1016U, 1100U, 2000U, 2999U, 5000U, 65535U})
    cases.push_back({"7.4 no code", bye(bad), "C1002"});
  return cases;
}

std::vector<Case> utf8() {
  const Bytes word = "\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5";
  std::vector<Case> cases = {
      {"8.1 a word", text(word) + kBye, "T\"" + word + "\" C1000"},
      {"8.1 pieces that cut characters", first(word.substr(0, 3)) + more(word.substr(3, 1)) + last(word.substr(4)) + kBye,
       "T\"" + word + "\" C1000"},
      {"8.1 seen before the message ends", first(word + "\xF4\x90"), "C1007"},
      {"8.1 seen before the frame ends", frame(0x81, word + "\xED\xA0\x80" + Bytes(50, 'a')).substr(0, 25), "C1007"},
      {"8.1 a piece that is broken, after a good one", first(word) + last("\x80"), "C1007"},
      {"8.1 a character that is not finished", first(word) + last("\xE2\x82"), "C1007"},
      {"8.1 binary may be anything", frame(0x82, "\xFF\xFE") + kBye, "B\"\xFF\xFE\" C1000"},
      {"8.1 a zero", text(Bytes(1, '\0')) + kBye, Bytes("T\"\0\" C1000", 10)},
  };
  for (const char* good : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBD",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    cases.push_back({"8.1 a limit", text(good) + kBye, "T\"" + Bytes(good) + "\" C1000"});
  for (const char* bad : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF",
                          "\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xAF\xBF\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "a\xE2\x28\xA1"})
    cases.push_back({"8.1 beyond a limit", text(bad), "C1007"});
  return cases;
}

void hold(const std::vector<Case>& cases) {
  test::EchoServer server;
  for (const Case& each : cases) {
    for (const bool by_byte : {false, true}) {
      if (by_byte && each.sent.size() > 2000) continue;
      test::RawClient client(server.port());
      client.send(test::handshake());
      client.read_until("\r\n\r\n");
      const std::size_t step = by_byte ? 1 : each.sent.size();
      for (std::size_t at = 0; at < each.sent.size(); at += step) client.send(each.sent.substr(at, step));
      client.end_sending();
      INFO(each.what << (by_byte ? ", byte by byte" : ""));
      CHECK(story_of(client.read_all()) == each.heard);
    }
  }
}

}  // namespace

TEST_CASE("RFC 6455: frames", "[websocket]") { hold(framing()); }
TEST_CASE("RFC 6455: messages in pieces", "[websocket]") { hold(fragments()); }
TEST_CASE("RFC 6455: pings and pongs", "[websocket]") { hold(control()); }
TEST_CASE("RFC 6455: closes", "[websocket]") { hold(closes()); }
TEST_CASE("RFC 6455: texts are UTF-8", "[websocket]") { hold(utf8()); }
