#include "runtime/api/server.h"

#include <algorithm>
#include <cerrno>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "runtime/api/connection.h"

namespace cxsam::runtime {

namespace asio = boost::asio;
using asio::ip::tcp;

struct ApiServer::State {
  State(const World& w, std::shared_ptr<Session> s, Admission a, std::shared_ptr<ConcurrentCalls> c)
      : world(w), session(std::move(s)), calls(std::move(c)), admits(std::move(a)), acceptor(w.loop) {}

  World world;
  std::shared_ptr<Session> session;
  std::shared_ptr<ConcurrentCalls> calls;
  Admission admits;
  tcp::acceptor acceptor;
  std::vector<std::weak_ptr<ApiConnection>> connections;
};

Result<std::unique_ptr<ApiServer>> ApiServer::listen(const World& world, std::shared_ptr<Session> session, Admission admits,
                                                     std::shared_ptr<ConcurrentCalls> calls) {
  auto state = std::make_shared<State>(world, std::move(session), std::move(admits), std::move(calls));
  const tcp::endpoint address(asio::ip::address_v4::loopback(), 0);
  boost::system::error_code error;
  state->acceptor.open(address.protocol(), error);
  if (!error) state->acceptor.bind(address, error);
  if (!error) state->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail("cannot open the Runtime API on 127.0.0.1: " + error.message());
  spawn(world.loop, "Runtime API", accept(state));
  return std::unique_ptr<ApiServer>(new ApiServer(std::move(state)));
}

Task<void> ApiServer::accept(std::shared_ptr<State> state) {
  while (true) {
    boost::system::error_code error;
    tcp::socket socket = co_await state->acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (!state->acceptor.is_open()) co_return;
    if (error) {
      co_await state->world.clock.sleep_for(std::chrono::milliseconds(10));  // out of descriptors: others must close first
      continue;
    }
    if (!state->admits(socket.native_handle())) continue;
    std::erase_if(state->connections, [](const auto& connection) { return connection.expired(); });
    auto connection = std::make_shared<ApiConnection>(state->world, std::move(socket), state->session, state->calls);
    state->connections.push_back(connection);
    spawn(state->world.loop, "Runtime API connection", serve(std::move(connection)));
  }
}

ApiServer::~ApiServer() {
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
  drop_connections();
}

std::uint16_t ApiServer::port() const { return state_->acceptor.local_endpoint().port(); }

void ApiServer::drop_connections() {
  for (const auto& weak : state_->connections) {
    if (const auto connection = weak.lock()) connection->close();
  }
  state_->connections.clear();
}

}  // namespace cxsam::runtime
