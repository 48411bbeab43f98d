#include "http/exchange.h"

#include <array>
#include <cstdio>
#include <exception>

#include "http/request_reader.h"
#include "http/response_writer.h"
#include "http/upgrade.h"

namespace cxsam::http {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kLinger{2};

/// Head and body leave in one write.
Task<bool> write_response(const Shared& shared, Connection& connection, const Response& response, WireOptions options) {
  const std::string head = write_head(response, options, shared.world.clock.wall());
  const bool with_body = may_have_body(response.status) && !options.head_request && !response.stream;
  const Socket::Pieces bytes{asio::buffer(head), with_body ? asio::buffer(response.body) : asio::const_buffer()};
  connection.deadline = shared.world.clock.after(shared.limits.body);
  co_return co_await connection.socket.write(bytes);
}

/// A body in parts, chunked for clients that know chunks.
class PartWriter final : public BodyWriter {
 public:
  PartWriter(const Shared& shared, Connection& connection, bool chunked, bool silent)
      : shared_(shared), connection_(connection), chunked_(chunked), silent_(silent) {}

  Task<bool> write(std::string bytes) override {
    if (bytes.empty() || silent_ || gone_) co_return !gone_;
    std::array<char, 24> size{};
    const int digits = std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
    const std::string_view begin(size.data(), chunked_ ? static_cast<std::size_t>(digits) : 0);
    const std::string_view end = chunked_ ? "\r\n" : "";
    co_await send({asio::buffer(begin), asio::buffer(bytes), asio::buffer(end)});
    co_return !gone_;
  }

  /// True when the connection can take another request.
  Task<bool> finish() {
    const std::string_view last = chunked_ && !silent_ ? "0\r\n\r\n" : "";
    if (!gone_) co_await send({asio::buffer(last), {}, {}});
    co_return !gone_;
  }

 private:
  Task<void> send(Socket::Pieces bytes) {
    connection_.deadline = shared_.world.clock.after(shared_.limits.body);
    const bool written = co_await connection_.socket.write(bytes);
    connection_.deadline = Clock::TimePoint::max();
    gone_ = !written;
  }

  const Shared& shared_;
  Connection& connection_;
  bool chunked_;
  bool silent_;
  bool gone_ = false;
};

Task<bool> write_stream(const Shared& shared, Connection& connection, const Response& response, WireOptions options) {
  const bool written = co_await write_response(shared, connection, response, options);
  const bool silent = options.head_request || !may_have_body(response.status) || !written;
  PartWriter writer(shared, connection, options.chunked, silent);
  bool whole = false;
  try {
    whole = co_await response.stream(writer);
  } catch (...) {
    report_bug("a streamed answer", std::current_exception());
  }
  if (!whole || !written) co_return false;
  co_return co_await writer.finish();
}

/// A client that is still sending must be read for a while, or the reset that follows a close destroys the answer.
Task<void> linger(const Shared& shared, Connection& connection) {
  connection.socket.end_writing();
  connection.deadline = shared.world.clock.after(kLinger);
  bool alive = true;
  while (alive) {
    connection.buffer.clear();
    alive = co_await connection.socket.read_into(connection.buffer);
  }
}

Task<bool> refuse(const Shared& shared, Connection& connection, int status) {
  const Response response = shared.refuse(status);
  const bool written = co_await write_response(shared, connection, response, {.keep_alive = false});
  if (written) co_await linger(shared, connection);
  co_return false;
}

}  // namespace

Task<bool> exchange(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection) {
  ReadOutcome read = co_await read_request(*shared, *connection);
  if (read.kind == ReadOutcome::Kind::Gone) co_return false;
  if (read.kind == ReadOutcome::Kind::Refused) co_return co_await refuse(*shared, *connection, read.status);
  connection->deadline = Clock::TimePoint::max();
  shared->heartbeat.touch();
  const WireOptions wire{.keep_alive = read.incoming.keep_alive,
                         .head_request = read.incoming.request.method == "HEAD",
                         .chunked = !read.incoming.old};
  const std::string key = websocket_key(read.incoming.request);
  Response response;
  std::exception_ptr thrown;
  try {
    response = co_await shared->handler(std::move(read.incoming.request));
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) {
    report_bug("a request", thrown);
    response = shared->refuse(500);
  }
  shared->heartbeat.touch();
  if (response.upgrade) {
    co_await upgrade(shared, connection, response, key);
    co_return false;
  }
  WireOptions options = wire;
  // Behind a status below 200 a client waits for the real one, and would take the next answer for it (RFC 9110, section 15.2).
  const bool ends_here = response.status >= 200;
  options.keep_alive = wire.keep_alive && !shared->stopping && ends_here && (wire.chunked || !response.stream);
  bool written = false;
  if (response.stream) {
    written = co_await write_stream(*shared, *connection, response, options);
  } else {
    written = co_await write_response(*shared, *connection, response, options);
  }
  co_return written&& options.keep_alive;
}

Task<void> turn_away(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection) {
  const Response response = shared->refuse(503);
  co_await write_response(*shared, *connection, response, {.keep_alive = false});
  connection->socket.close();
}

Task<void> say_https(const Shared& shared, Connection& connection) {
  const Response response{.status = 400,
                          .headers = {{"Content-Type", "text/plain"}},
                          .body = "This port speaks HTTPS: use https:// instead of http://\n"};
  const bool written = co_await write_response(shared, connection, response, {.keep_alive = false});
  if (written) co_await linger(shared, connection);
}

}  // namespace cxsam::http
