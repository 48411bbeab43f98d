#include "http/server.h"

#include <array>
#include <cstdio>
#include <exception>
#include <set>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/text.h"
#include "http/response_writer.h"
#include "loop/signal.h"

namespace cxsam::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t kReadBytes = std::size_t{16} << 10U;
constexpr std::chrono::seconds kSweepPeriod{1};
constexpr std::chrono::milliseconds kAcceptPause{50};
constexpr std::chrono::seconds kLinger{2};

/// One client. Whoever wants to end it closes the socket; its coroutine then ends by itself.
struct Connection {
  explicit Connection(tcp::socket accepted) : socket(std::move(accepted)) {}

  tcp::socket socket;
  beast::flat_buffer buffer;
  Clock::TimePoint deadline = Clock::TimePoint::max();  // looked at once a second
  bool busy = false;                                    // from the first byte of a request to the last of its answer
  std::string remote_address;

  void close() {
    ErrorCode ignored;
    socket.close(ignored);
  }
};

/// What connections share; it outlives the server for as long as a handler runs.
struct Shared {
  Shared(const World& world, ServerLimits limits, Handler handler, Refusal refusal)
      : world(world), limits(limits), handler(std::move(handler)), refusal(std::move(refusal)), drained(world.clock) {}

  World world;
  ServerLimits limits;
  Handler handler;
  Refusal refusal;
  std::set<std::shared_ptr<Connection>> connections;
  Signal drained;
  bool stopping = false;
  bool sweeping = false;

  [[nodiscard]] Response refuse(int status) const {
    if (refusal) return refusal(status);
    return {.status = status, .headers = {}, .body = {}};
  }
};

/// What reading a request came to: it is there, the client went away, or it is refused with a status.
struct ReadOutcome {
  enum class Kind : std::uint8_t { Request, Gone, Refused } kind = Kind::Request;
  int status = 0;
};

ReadOutcome refused(const ErrorCode& error) {
  int status = 400;
  if (error == beast::http::error::header_limit) status = 431;
  if (error == beast::http::error::body_limit) status = 413;
  return {ReadOutcome::Kind::Refused, status};
}

/// An empty line before a request is legal. Source: RFC 9112, section 2.2.
void skip_empty_lines(beast::flat_buffer& buffer) {
  const auto* bytes = static_cast<const char*>(buffer.cdata().data());
  std::size_t count = 0;
  while (count < buffer.size() && (bytes[count] == '\r' || bytes[count] == '\n')) ++count;
  buffer.consume(count);
}

bool expects_continue(const Parser& parser) {
  return parser.get().version() >= 11 && equals_ignoring_case(parser.get()[beast::http::field::expect], "100-continue");
}

Task<bool> read_more(Connection& connection) {
  const auto space = connection.buffer.prepare(kReadBytes);
  ErrorCode error;
  const std::size_t count = co_await connection.socket.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  connection.buffer.commit(count);
  co_return !error;
}

Task<ReadOutcome> read_request(const Shared& shared, Connection& connection, Parser& parser) {
  parser.header_limit(shared.limits.header_bytes);
  parser.body_limit(shared.limits.body_bytes);
  connection.busy = false;
  connection.deadline = shared.world.clock.after(shared.limits.idle);
  for (;;) {
    if (!connection.busy) skip_empty_lines(connection.buffer);
    if (connection.buffer.size() > 0) {
      if (!connection.busy) connection.deadline = shared.world.clock.after(shared.limits.head);
      connection.busy = true;
      const bool head_was_done = parser.is_header_done();
      ErrorCode error;
      connection.buffer.consume(parser.put(connection.buffer.cdata(), error));
      if (error && error != beast::http::error::need_more) co_return refused(error);
      if (parser.is_done()) co_return ReadOutcome{};
      if (!head_was_done && parser.is_header_done()) {
        parser.eager(true);
        connection.deadline = shared.world.clock.after(shared.limits.body);
        if (connection.buffer.size() > 0) continue;
        if (expects_continue(parser)) {
          const std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
          co_await asio::async_write(connection.socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
          if (error) co_return ReadOutcome{ReadOutcome::Kind::Gone};
        }
      }
    }
    const bool alive = co_await read_more(connection);
    if (!alive) co_return ReadOutcome{ReadOutcome::Kind::Gone};
  }
}

Request take_request(Parser& parser, const Connection& connection) {
  auto& message = parser.get();
  Request request;
  request.method = message.method_string();
  request.target = message.target();
  for (const auto& field : message) request.headers.emplace_back(field.name_string(), field.value());
  request.body = std::move(message.body());
  request.remote_address = connection.remote_address;
  request.protocol = message.version() == 10 ? "HTTP/1.0" : "HTTP/1.1";
  return request;
}

Task<Response> answer(const Shared& shared, Request request) {
  std::string bug;
  try {
    co_return co_await shared.handler(std::move(request));
  } catch (const std::exception& error) {
    bug = error.what();
  } catch (...) {
    bug = "an unknown exception";
  }
  std::fprintf(stderr, "Error: a bug in cxsam: a request ended with: %s\n", bug.c_str());
  co_return shared.refuse(500);
}

/// Head and body leave in one write.
Task<bool> write_response(const Shared& shared, Connection& connection, const Response& response, WireOptions options) {
  const std::string head = write_head(response, options, shared.world.clock.wall());
  const bool with_body = may_have_body(response.status) && !options.head_request && !response.stream;
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(head),
                                                with_body ? asio::buffer(response.body) : asio::const_buffer()};
  connection.deadline = shared.world.clock.after(shared.limits.body);
  ErrorCode error;
  co_await asio::async_write(connection.socket, bytes, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
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
  Task<void> send(std::array<asio::const_buffer, 3> bytes) {
    connection_.deadline = shared_.world.clock.after(shared_.limits.body);
    ErrorCode error;
    co_await asio::async_write(connection_.socket, bytes, asio::redirect_error(asio::use_awaitable, error));
    connection_.deadline = Clock::TimePoint::max();
    gone_ = static_cast<bool>(error);
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
  std::string bug;
  try {
    whole = co_await response.stream(writer);
  } catch (const std::exception& error) {
    bug = error.what();
  }
  if (!bug.empty()) std::fprintf(stderr, "Error: a bug in cxsam: a streamed answer ended with: %s\n", bug.c_str());
  if (!whole || !written) co_return false;
  co_return co_await writer.finish();
}

/// A client that is still sending must be read for a while, or the reset that follows a close destroys the answer.
Task<void> linger(const Shared& shared, Connection& connection) {
  ErrorCode error;
  connection.socket.shutdown(tcp::socket::shutdown_send, error);
  connection.deadline = shared.world.clock.after(kLinger);
  bool alive = !error;
  while (alive) {
    connection.buffer.clear();
    alive = co_await read_more(connection);
  }
}

/// One request and its answer. False when the connection is to be closed.
Task<bool> exchange(const Shared& shared, Connection& connection) {
  Parser parser;
  const ReadOutcome outcome = co_await read_request(shared, connection, parser);
  if (outcome.kind == ReadOutcome::Kind::Gone) co_return false;
  const bool hostless = outcome.kind == ReadOutcome::Kind::Request && parser.get().version() >= 11 &&
                        parser.get().find(beast::http::field::host) == parser.get().end();
  if (hostless || outcome.kind == ReadOutcome::Kind::Refused) {
    const Response response = shared.refuse(hostless ? 400 : outcome.status);
    const bool written = co_await write_response(shared, connection, response, {.keep_alive = false});
    if (written) co_await linger(shared, connection);
    co_return false;
  }
  const bool keep_alive = parser.keep_alive();
  const bool head_request = parser.get().method() == beast::http::verb::head;
  const unsigned version = parser.get().version();
  Request request = take_request(parser, connection);
  connection.deadline = Clock::TimePoint::max();
  const Response response = co_await answer(shared, std::move(request));
  WireOptions options{.keep_alive = keep_alive && !shared.stopping, .head_request = head_request, .chunked = version >= 11};
  if (response.stream && !options.chunked) options.keep_alive = false;
  bool written = false;
  if (response.stream) {
    written = co_await write_stream(shared, connection, response, options);
  } else {
    written = co_await write_response(shared, connection, response, options);
  }
  co_return written&& options.keep_alive;
}

Task<void> serve(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection) {
  bool open = true;
  while (open && !shared->stopping) open = co_await exchange(*shared, *connection);
  connection->close();
  shared->connections.erase(connection);
  if (shared->connections.empty()) shared->drained.notify();
}

/// Closes connections whose time is up. It runs only while there are any.
Task<void> sweep(std::shared_ptr<Shared> shared) {
  while (!shared->connections.empty()) {
    co_await shared->world.clock.sleep_for(kSweepPeriod);
    const auto now = shared->world.clock.now();
    for (const auto& connection : shared->connections) {
      if (connection->deadline < now) connection->close();
    }
  }
  shared->sweeping = false;
}

Task<void> turn_away(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection) {
  const Response response = shared->refuse(503);
  co_await write_response(*shared, *connection, response, {.keep_alive = false});
  connection->close();
}

void welcome(const std::shared_ptr<Shared>& shared, tcp::socket socket) {
  auto connection = std::make_shared<Connection>(std::move(socket));
  ErrorCode ignored;
  connection->socket.set_option(tcp::no_delay(true), ignored);
  const auto peer = connection->socket.remote_endpoint(ignored);
  connection->remote_address = peer.address().to_string();
  if (shared->connections.size() >= shared->limits.connections) {
    spawn(shared->world.loop, "http refusal", turn_away(shared, connection));
    return;
  }
  shared->connections.insert(connection);
  spawn(shared->world.loop, "http connection", serve(shared, connection));
  if (!shared->sweeping) spawn(shared->world.loop, "http sweep", sweep(shared));
  shared->sweeping = true;
}

Task<void> accept_all(std::shared_ptr<Shared> shared, std::shared_ptr<tcp::acceptor> acceptor) {
  while (!shared->stopping) {
    tcp::socket socket(shared->world.loop);
    ErrorCode error;
    co_await acceptor->async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (!acceptor->is_open()) co_return;
    if (error) {
      co_await shared->world.clock.sleep_for(
          kAcceptPause);  // out of descriptors, or the client left: trying at once would spin
    } else {
      welcome(shared, std::move(socket));
    }
  }
}

class BeastServer final : public Server {
 public:
  BeastServer(std::shared_ptr<Shared> shared, std::shared_ptr<tcp::acceptor> acceptor)
      : shared_(std::move(shared)), acceptor_(std::move(acceptor)), port_(acceptor_->local_endpoint().port()) {
    spawn(shared_->world.loop, "http accept", accept_all(shared_, acceptor_));
  }
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;
  BeastServer(BeastServer&&) = delete;
  BeastServer& operator=(BeastServer&&) = delete;
  ~BeastServer() override {
    stop_accepting();
    for (const auto& connection : shared_->connections) connection->close();
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  Task<void> stop(std::chrono::milliseconds grace) override {
    const std::shared_ptr<Shared> shared = shared_;
    stop_accepting();
    for (const auto& connection : shared->connections) {
      if (!connection->busy) connection->close();
    }
    if (!shared->connections.empty()) co_await shared->drained.wait(shared->world.clock.after(grace));
    for (const auto& connection : shared->connections) connection->close();
  }

 private:
  void stop_accepting() {
    shared_->stopping = true;
    ErrorCode ignored;
    acceptor_->close(ignored);
  }

  std::shared_ptr<Shared> shared_;
  std::shared_ptr<tcp::acceptor> acceptor_;
  std::uint16_t port_;
};

Result<tcp::endpoint> find_endpoint(Loop& loop, const std::string& host, std::uint16_t port) {
  ErrorCode error;
  const auto address = asio::ip::make_address(host, error);
  if (!error) return tcp::endpoint(address, port);
  tcp::resolver resolver(loop);
  const auto found = resolver.resolve(host, std::to_string(port), error);
  if (error || found.empty()) return fail(Error{"no address is known for host `" + host + "`"});
  return found.begin()->endpoint();
}

Error listen_error(const ErrorCode& error, const std::string& place) {
  Error result{error.message() + ": " + place};
  if (error == asio::error::address_in_use) {
    return std::move(result).hint(
        "another program listens there; stop it, or choose another port with `--port` (0: any free one)");
  }
  if (error == asio::error::access_denied) {
    return std::move(result).hint("ports below 1024 need special rights; choose a higher one with `--port`");
  }
  return result;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const World& world, const std::string& host, std::uint16_t port,
                                               ServerLimits limits, Handler handler, Refusal refusal) {
  const auto endpoint = find_endpoint(world.loop, host, port);
  if (!endpoint) return fail(endpoint.error());
  auto acceptor = std::make_shared<tcp::acceptor>(world.loop);
  ErrorCode error;
  acceptor->open(endpoint->protocol(), error);
  if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(*endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(listen_error(error, host + ":" + std::to_string(port)));
  auto shared = std::make_shared<Shared>(world, limits, std::move(handler), std::move(refusal));
  return std::make_unique<BeastServer>(std::move(shared), std::move(acceptor));
}

}  // namespace cxsam::http
