// A server whose WebSockets echo, for tests that speak to it in bytes.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "http/upgrade.h"
#include "http/websocket.h"

namespace cxsam::test {

/// Echoes messages; "close" is answered with a goodbye.
inline Task<void> echo(std::shared_ptr<http::WebSocket> socket, std::string* told) {
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

class EchoServer {
 public:
  EchoServer() {
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
  ~EchoServer() { stop(); }
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

inline std::string handshake(std::string_view version = "13") {
  return "GET /chat HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: " +
         std::string(version) + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

}  // namespace cxsam::test
