#include "runtime/telemetry/delivery.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "loop/within.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::seconds kPatience{5};             // for one delivery
constexpr std::chrono::milliseconds kPauseToRetry{100};  // an extension may listen a moment after it has subscribed
constexpr std::size_t kReadBytes = 4096;

/// Ends when it is closed, whatever goes on in it.
using Socket = std::shared_ptr<tcp::socket>;

Task<bool> connect(Socket socket, std::uint16_t port) {
  boost::system::error_code error;
  const tcp::endpoint address(asio::ip::address_v4::loopback(), port);
  co_await socket->async_connect(address, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

Task<bool> send(Socket socket, std::string bytes) {
  boost::system::error_code error;
  const auto source = asio::buffer(bytes);
  co_await asio::async_write(*socket, source, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

// "HTTP/1.1 200 OK": the rest of the answer is of no interest.
Task<bool> was_accepted(Socket socket) {
  std::string answer;
  while (answer.size() < kReadBytes && answer.find("\r\n") == std::string::npos) {
    std::string part(kReadBytes, '\0');
    boost::system::error_code error;
    const auto target = asio::buffer(part);
    const std::size_t size = co_await socket->async_read_some(target, asio::redirect_error(asio::use_awaitable, error));
    if (error || size == 0) break;
    answer.append(part, 0, size);
  }
  co_return answer.starts_with("HTTP/1.") && answer.size() > 9 && answer[9] == '2';
}

std::string request_of(const Subscription::Destination& destination, const std::deque<std::string>& batch) {
  std::string body = "[";
  for (const std::string& record : batch) {
    if (body.size() > 1) body += ',';
    body += record;
  }
  body += ']';
  return destination.method + " " + destination.path +
         " HTTP/1.1\r\nHost: sandbox.localdomain:" + std::to_string(destination.port) +
         "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string lines_of(const std::deque<std::string>& batch) {
  std::string lines;
  for (const std::string& record : batch) lines += record + "\n";
  return lines;
}

Task<bool> post(Socket socket, Subscription::Destination destination, std::string request) {
  const bool connected = co_await connect(socket, destination.port);
  if (!connected) co_return false;
  const bool sent = co_await send(socket, std::move(request));
  if (!sent) co_return false;
  co_return co_await was_accepted(socket);
}

Task<bool> write_lines(Socket socket, std::uint16_t port, std::string lines) {
  if (!socket->is_open()) {
    const bool connected = co_await connect(socket, port);
    if (!connected) co_return false;
  }
  co_return co_await send(socket, std::move(lines));
}

/// `line` is the connection of a subscriber over TCP, which stays.
Task<bool> hand_over(World world, Subscription::Destination destination, Socket line, std::string bytes) {
  const Socket socket = destination.http ? std::make_shared<tcp::socket>(world.loop) : line;
  auto work =
      destination.http ? post(socket, destination, std::move(bytes)) : write_lines(socket, destination.port, std::move(bytes));
  const std::optional<bool> done = co_await within(world, kPatience, std::move(work));
  const bool ok = done.value_or(false);
  boost::system::error_code ignored;
  if (!ok || destination.http) socket->close(ignored);
  co_return ok;
}

}  // namespace

Task<void> deliver(World world, std::shared_ptr<Subscriber> subscriber, std::function<void()> on_change) {
  const Subscription::Destination destination = subscriber->subscription.destination;
  const auto line = std::make_shared<tcp::socket>(world.loop);
  while (!subscriber->closed) {
    const Clock::TimePoint due = subscriber->buffer.due();
    const bool now = !subscriber->buffer.empty() && (subscriber->urgent || due <= world.clock.now());
    if (!now) {
      co_await subscriber->changed.wait(due);
      continue;
    }
    subscriber->sending = true;
    const std::deque<std::string> batch = subscriber->buffer.take(world.clock.now(), world.clock.wall());
    const std::string bytes = destination.http ? request_of(destination, batch) : lines_of(batch);
    bool done = co_await hand_over(world, destination, line, bytes);
    if (!done && !subscriber->closed) {
      co_await world.clock.sleep_for(kPauseToRetry);
      done = co_await hand_over(world, destination, line, bytes);
    }
    subscriber->sending = false;
    on_change();
  }
}

}  // namespace cxsam::runtime
