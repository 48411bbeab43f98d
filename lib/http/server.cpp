#include "http/server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/exchange.h"

namespace cxsam::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::chrono::seconds kSweepPeriod{1};
constexpr std::chrono::milliseconds kAcceptPause{50};

/// True when requests may follow.
Task<bool> greet(const Shared& shared, Connection& connection) {
  if (!shared.tls) co_return true;
  connection.deadline = shared.world.clock.after(shared.limits.head);
  const Socket::Greeting greeting = co_await connection.socket.secure(shared.tls);
  if (greeting == Socket::Greeting::Plain) co_await say_https(shared, connection);
  co_return greeting == Socket::Greeting::Secure;
}

Task<void> serve(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection) {
  bool open = co_await greet(*shared, *connection);
  while (open && !shared->stopping) open = co_await exchange(shared, connection);
  connection->socket.close();
  shared->connections.erase(connection);
  if (shared->stopping && shared->connections.empty()) shared->drained.notify();
}

/// Closes connections whose time is up. It runs only while there are any, and nobody waits for it when the server stops.
Task<void> sweep(std::shared_ptr<Shared> shared) {
  while (!shared->connections.empty()) {
    co_await shared->drained.wait(shared->world.clock.after(kSweepPeriod));
    const auto now = shared->world.clock.now();
    for (const auto& connection : shared->connections) {
      if (connection->deadline < now) connection->socket.close();
    }
  }
  shared->sweeping = false;
}

void welcome(const std::shared_ptr<Shared>& shared, tcp::socket socket) {
  ErrorCode ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  auto connection = std::make_shared<Connection>(std::move(socket));
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

class AsioServer final : public Server {
 public:
  AsioServer(std::shared_ptr<Shared> shared, std::shared_ptr<tcp::acceptor> acceptor)
      : shared_(std::move(shared)), acceptor_(std::move(acceptor)), port_(acceptor_->local_endpoint().port()) {
    spawn(shared_->world.loop, "http accept", accept_all(shared_, acceptor_));
  }
  AsioServer(const AsioServer&) = delete;
  AsioServer& operator=(const AsioServer&) = delete;
  AsioServer(AsioServer&&) = delete;
  AsioServer& operator=(AsioServer&&) = delete;
  ~AsioServer() override {
    stop_accepting();
    for (const auto& connection : shared_->connections) connection->socket.close();
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  Task<void> stop(std::chrono::milliseconds grace) override {
    const std::shared_ptr<Shared> shared = shared_;
    stop_accepting();
    for (const auto& connection : shared->connections) {
      if (!connection->busy) connection->socket.close();
      if (connection->leave) connection->leave();
    }
    if (shared->connections.empty()) {
      shared->drained.notify();
    } else {
      co_await shared->drained.wait(shared->world.clock.after(grace));
    }
    for (const auto& connection : shared->connections) connection->socket.close();
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
  if (error == boost::system::errc::address_not_available) {
    return std::move(result).hint("this machine has no such address; `--host 0.0.0.0` listens at every one that it has");
  }
  return result;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const World& world, const std::string& host, std::uint16_t port,
                                               ServerOptions options, Handler handler, Refusal refusal) {
  const auto endpoint = find_endpoint(world.loop, host, port);
  if (!endpoint) return fail(endpoint.error());
  auto acceptor = std::make_shared<tcp::acceptor>(world.loop);
  ErrorCode error;
  acceptor->open(endpoint->protocol(), error);
  if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(*endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(listen_error(error, host + ":" + std::to_string(port)));
  auto shared = std::make_shared<Shared>(world, std::move(options), std::move(handler), std::move(refusal));
  return std::make_unique<AsioServer>(std::move(shared), std::move(acceptor));
}

}  // namespace cxsam::http
