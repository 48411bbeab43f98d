#include "runtime/api/server.h"

#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "loop/run.h"
#include "loop/turn.h"

using namespace cxsam;
using namespace cxsam::runtime;
namespace asio = boost::asio;

namespace {

/// A process that has started, and its connection.
struct Fixture {
  Fixture() {
    session->start();
    REQUIRE(server);
    client.connect({asio::ip::address_v4::loopback(), (*server)->port()});
    client.non_blocking(true);
  }

  SystemWorld system;
  std::shared_ptr<Session> session = std::make_shared<Session>(system.clock);
  Result<std::unique_ptr<ApiServer>> server = ApiServer::listen(system.world, session);
  asio::ip::tcp::socket client{system.loop};
};

/// Hands `payload` to the process.
void offer(Session& session, std::string payload) {
  Event event;
  event.request_id = "first";
  event.payload = std::move(payload);
  session.offer(std::move(event));
}

Task<std::string> status_of(asio::ip::tcp::socket& client, std::string_view end) {
  std::string answer;
  co_await asio::async_read_until(client, asio::dynamic_buffer(answer), end, asio::use_awaitable);
  co_return answer.substr(0, answer.find("\r\n"));
}

Task<void> say(asio::ip::tcp::socket& client, std::string_view request) {
  co_await asio::async_write(client, asio::buffer(request), asio::use_awaitable);
}

}  // namespace

TEST_CASE("api_server: who waits for an answer has it before the function hears that it has come", "[runtime]") {
  Fixture fixture;
  auto& [system, session, server, client] = fixture;
  const auto go = [&]() -> Task<void> {
    co_await say(client, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: function\r\n\r\n");
    while (session->state() != Session::State::Ready) co_await session->wait();
    offer(*session, "1");
    const std::string next = co_await status_of(client, "\r\n\r\n1");
    CHECK(next == "HTTP/1.1 200 OK");
    co_await say(client,
                 "POST /2018-06-01/runtime/invocation/first/response HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\n2");
    while (!session->answer().done) co_await session->wait();
    CHECK(session->take_part() == "2");
    CHECK(client.available() == 0);
    const std::string accepted = co_await status_of(client, "}\n");
    CHECK(accepted == "HTTP/1.1 202 Accepted");
  };
  REQUIRE(run(system.loop, go()));
}

TEST_CASE("api_server: an error that comes when its process is known to have ended changes nothing", "[runtime]") {
  Fixture fixture;
  auto& [system, session, server, client] = fixture;
  session->ready();
  offer(*session, "");
  const auto go = [&]() -> Task<void> {
    co_await say(client, "POST /2018-06-01/runtime/invocation/first/error HTTP/1.1\r\nHost: f\r\nContent-Length: 2\r\n\r\n");
    while (session->state() != Session::State::Failing) co_await next_turn();
    session->ended({});
    co_await say(client, "{}");
    const std::string accepted = co_await status_of(client, "}\n");
    CHECK(accepted == "HTTP/1.1 202 Accepted");
    CHECK(session->stopped());
    CHECK_FALSE(session->answer().done);
  };
  REQUIRE(run(system.loop, go()));
}
