#include "http/websocket.h"

#include <catch2/catch.hpp>
#include <thread>

#include "http/upgrade.h"
#include "tests/support/raw_client.h"
#include "tests/unit/http/echo_server.h"

using namespace cxsam;

namespace {

using Client = test::RawClient;
using Fixture = test::EchoServer;
using test::handshake;

/// A frame whose mask is four zero bytes.
std::string frame(std::string_view first, std::string_view payload) {
  return std::string(first) + static_cast<char>(0x80 | payload.size()) + std::string(4, '\0') + std::string(payload);
}

}  // namespace

TEST_CASE("websocket: the handshake of RFC 6455", "[websocket]") {
  CHECK(http::accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  Fixture fixture;
  Client client(fixture.port());
  client.send(handshake());
  const std::string head = client.read_until("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  CHECK(head.find("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") !=
        std::string::npos);
  CHECK(head.find("Sec-WebSocket-Protocol: chat\r\n") != std::string::npos);
  CHECK(head.find("Content-Length") == std::string::npos);
}

TEST_CASE("websocket: what is no handshake stays HTTP", "[websocket]") {
  Fixture fixture;
  Client plain(fixture.port());
  plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(plain.read_until("\r\n\r\n").starts_with("HTTP/1.1 426 "));
  Client old(fixture.port());
  old.send(handshake("8"));
  CHECK(old.read_until("is known").find("HTTP/1.1 400 ") == 0);
  const std::string head = handshake().substr(0, handshake().size() - 2);
  Client twice(fixture.port());
  twice.send(head + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
  CHECK(twice.read_until("one `Sec-WebSocket-Key`").find("HTTP/1.1 400 ") == 0);
  Client upload(fixture.port());
  upload.send(head + "Content-Length: 3\r\n\r\nabc");
  CHECK(upload.read_until("no body").find("HTTP/1.1 400 ") == 0);
}

TEST_CASE("websocket: messages that come with the handshake, pings between pieces, and the client's goodbye", "[websocket]") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(handshake() + frame("\x81", "one") + frame("\x01", "tw") + frame("\x89", "p") + frame("\x80", "o"));
  client.read_until("\r\n\r\n");
  CHECK(client.read_until("two") == "\x81\x03one\x8A\x01p\x81\x03two");
  client.send(frame("\x88",
                    "\x0F\xA1"
                    "done"));
  CHECK(client.read_all() == "\x88\x02\x0F\xA1");
  fixture.stop();
  CHECK(fixture.told == "4001 done");
}

TEST_CASE("websocket: the server's goodbye waits for the client's", "[websocket]") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(handshake() + frame("\x81", "close"));
  client.read_until("\r\n\r\n");
  CHECK(client.read_until("as asked") ==
        "\x88\x0A\x0F\xA0"
        "as asked");
  client.send(frame("\x81", "late") + frame("\x88", "\x0F\xA0"));
  CHECK(client.read_all().empty());
  fixture.stop();
  CHECK(fixture.told == "4000 as asked");
}

TEST_CASE("websocket: a client that breaks the rules hears which code it is", "[websocket]") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(handshake() + frame("\x81", "\xFF"));
  client.read_until("\r\n\r\n");
  const std::string goodbye = client.read_until("UTF-8");
  CHECK(goodbye.substr(2, 2) == "\x03\xEF");
  fixture.stop();
  CHECK(fixture.told.starts_with("1007 "));
}

TEST_CASE("websocket: a client that goes without a word, and a server that stops", "[websocket]") {
  Fixture fixture;
  {
    Client client(fixture.port());
    client.send(handshake());
    client.read_until("\r\n\r\n");
  }
  Client other(fixture.port());
  other.send(handshake() + frame("\x81", "still"));
  other.read_until("still");
  std::thread client([&] {
    CHECK(other.read_until("away") == std::string("\x88\x0C\x03\xE9Going away"));
    other.send(frame("\x88", ""));
  });
  fixture.stop();
  client.join();
  CHECK(fixture.told == "1001 Going away");
}
