#include "http/websocket.h"

#include <catch2/catch.hpp>
#include <thread>

#include "http/upgrade.h"
#include "tests/support/raw_client.h"

using namespace cxsam;

namespace {

using Client = test::RawClient;

/// Echoes messages; "close" is answered with a goodbye.
Task<void> echo(std::shared_ptr<http::WebSocket> socket, std::string* told) {
  for (;;) {
    std::optional<http::WebSocket::Message> message = co_await socket->read();
    if (!message) break;
    if (message->payload == "close") {
      socket->close(4000, "as asked");
      continue;
    }
    co_await socket->write(std::move(*message));
  }
  *told = std::to_string(socket->closing().code) + " " + socket->closing().reason;
}

class Fixture {
 public:
  Fixture() {
    auto server =
        http::Server::listen(system_.world, "127.0.0.1", 0, {}, [this](http::Request request) -> Task<http::Response> {
          http::Response response;
          if (!http::asks_for_websocket(request)) co_return http::Response{.status = 426};
          if (const std::string fault = http::websocket_fault(request); !fault.empty())
            co_return http::Response{.status = 400, .body = fault};
          response.status = 101;
          response.headers = {{"Sec-WebSocket-Protocol", "chat"}};
          response.upgrade = [this](std::shared_ptr<http::WebSocket> socket) { return echo(std::move(socket), &told); };
          co_return response;
        });
    REQUIRE(server);
    server_ = std::move(*server);
    thread_ = std::thread([this] { system_.loop.run(); });
  }
  ~Fixture() { stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    spawn(system_.loop, "stop", stop_server());
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  std::string told;  // how the last connection ended; after stop()

 private:
  Task<void> stop_server() { co_await server_->stop(std::chrono::seconds(5)); }

  SystemWorld system_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

std::string handshake(std::string_view version = "13") {
  return "GET /chat HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: " +
         std::string(version) + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

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
  CHECK(old.read_until("are known").find("HTTP/1.1 400 ") == 0);
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
