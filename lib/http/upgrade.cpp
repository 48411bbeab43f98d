#include "http/upgrade.h"

#include <algorithm>
#include <cstdio>
#include <exception>

#include "base/hash.h"
#include "base/text.h"
#include "http/response_writer.h"
#include "http/upgraded.h"
#include "http/websocket.h"

namespace cxsam::http {
namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::string_view kMagic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(digit(hex[i]) << 4U | digit(hex[i + 1]));
  return bytes;
}

}  // namespace

bool asks_for_websocket(const Request& request) {
  return request.protocol == "HTTP/1.1" && header_lists(request.headers, "connection", "upgrade") &&
         header_lists(request.headers, "upgrade", "websocket");
}

std::string websocket_fault(const Request& request) {
  if (request.method != "GET") return "a WebSocket is asked for with GET";
  if (find_header(request.headers, "sec-websocket-version") != "13") return "only version 13 of WebSockets is known";
  const auto is_key = [](const auto& header) { return equals_ignoring_case(header.first, "sec-websocket-key"); };
  if (std::ranges::count_if(request.headers, is_key) > 1) return "there may be one `Sec-WebSocket-Key`";
  if (!request.body.empty()) return "a request for a WebSocket has no body";  // others would take it for frames
  const auto key = base64_decode(find_header(request.headers, "sec-websocket-key"));
  if (!key || key->size() != kKeyBytes) return "`Sec-WebSocket-Key` must be 16 bytes in base64";
  return "";
}

std::string websocket_key(const Request& request) {
  if (!asks_for_websocket(request) || !websocket_fault(request).empty()) return "";
  return std::string(find_header(request.headers, "sec-websocket-key"));
}

std::string accept_key(std::string_view key) {
  return base64_encode(bytes_of_hex(sha1_hex(std::string(key) + std::string(kMagic))));
}

Task<void> upgrade(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection, const Response& response,
                   std::string key) {
  const std::string head = write_upgrade(response, accept_key(key));
  const Socket::Pieces pieces{boost::asio::buffer(head)};
  connection->deadline = shared->world.clock.after(shared->limits.body);
  const bool written = co_await connection->socket.write(pieces);
  connection->deadline = Clock::TimePoint::max();
  const auto socket = std::make_shared<Upgraded>(shared->world, shared->limits, connection);
  if (!written) socket->lose();
  connection->leave = [weak = std::weak_ptr(socket)] {
    if (const auto alive = weak.lock()) alive->close(kGoingAway, "Going away");
  };
  if (shared->stopping) connection->leave();
  std::string bug;
  try {
    co_await response.upgrade(socket);
  } catch (const std::exception& error) {
    bug = error.what();
  }
  if (!bug.empty()) std::fprintf(stderr, "Error: a bug in cxsam: a WebSocket ended with: %s\n", bug.c_str());
  connection->leave = {};
  socket->close(bug.empty() ? kNormalClosure : kInternalError, "");
  std::optional<WebSocket::Message> late;
  do late = co_await socket->read();
  while (late);
  socket->lose();
}

}  // namespace cxsam::http
