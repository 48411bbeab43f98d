#include "http/server.h"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <thread>

#include "http/response_writer.h"
#include "tests/support/raw_client.h"

using namespace cxsam;

namespace {

using Client = test::RawClient;

Task<bool> write_parts(http::BodyWriter& body, bool whole) {
  co_await body.write("one,");
  co_await body.write("");
  co_await body.write("two");
  co_return whole;
}

/// A server on a thread of its own; the handler echoes what it was sent.
class Fixture {
 public:
  explicit Fixture(http::ServerLimits limits = {}) {
    auto server = http::Server::listen(
        system_.world, "127.0.0.1", 0, {.limits = limits}, [](http::Request request) -> Task<http::Response> {
          if (request.target == "/throw") throw std::runtime_error("thrown on purpose");
          http::Response response{
              .status = 200, .headers = {{"X-Method", request.method}}, .body = request.target + "|" + request.body};
          if (request.target == "/interim") response.status = 103;
          if (request.target == "/empty") response = {.status = 204, .headers = {}, .body = ""};
          if (request.target == "/stream") response.stream = [](auto& body) { return write_parts(body, true); };
          if (request.target == "/broken") response.stream = [](auto& body) { return write_parts(body, false); };
          if (request.target == "/split") response.headers.emplace_back("X-Split", "a\r\nX-Injected: b");
          co_return response;
        });
    REQUIRE(server);
    server_ = std::move(*server);
    thread_ = std::thread([this] { system_.loop.run(); });
  }
  ~Fixture() {
    stop();
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  void stop() { spawn(system_.loop, "stop", stop_server()); }

 private:
  Task<void> stop_server() { co_await server_->stop(std::chrono::seconds(5)); }

  SystemWorld system_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("server: answers several requests on one connection, also when they come in one piece") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /one HTTP/1.1\r\nHost: x\r\n\r\nPOST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  const std::string first = client.read_until("/one|");
  CHECK(first.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(first.find("X-Method: GET\r\n") != std::string::npos);
  CHECK(first.find("Connection: keep-alive\r\n") != std::string::npos);
  CHECK(client.read_until("/two|abc").ends_with("/two|abc"));
  client.send("GET /three HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string last = client.read_all();
  CHECK(last.find("Connection: close\r\n") != std::string::npos);
  CHECK(last.ends_with("/three|"));
}

TEST_CASE("server: a request may come byte by byte, and in chunks") {
  Fixture fixture;
  Client client(fixture.port());
  for (const char c : std::string_view(
           "POST /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n")) {
    client.send(std::string_view(&c, 1));
  }
  CHECK(client.read_until("/slow|abcdef").ends_with("/slow|abcdef"));
}

TEST_CASE("server: Expect: 100-continue is answered before the body comes") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  CHECK(client.read_until("/upload|ok").starts_with("HTTP/1.1 200"));
}

TEST_CASE("server: nothing follows a status that is not the last one") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /interim HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string text = client.read_all();
  CHECK(text.starts_with("HTTP/1.1 103 Early Hints\r\n"));
  CHECK(text.find("/next|") == std::string::npos);
}

TEST_CASE("server: HEAD and 204 have no body") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\nGET /empty HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string text = client.read_all();
  CHECK(text.find("Content-Length: 3\r\n") != std::string::npos);
  CHECK(text.find("/h|") == std::string::npos);
  CHECK(text.find("HTTP/1.1 204 No Content\r\n") != std::string::npos);
  CHECK(text.ends_with("\r\n\r\n"));
  CHECK(text.find("Content-Length: 0") == std::string::npos);
}

TEST_CASE("server: what is no request is refused and the connection closed") {
  http::ServerLimits limits;
  limits.header_bytes = 1024;
  limits.body_bytes = 100;
  Fixture fixture(limits);
  const auto status_of = [&](const std::string& bytes) {
    Client client(fixture.port());
    client.send(bytes);
    return client.read_all().substr(0, 12);
  };
  CHECK(status_of("what is this\r\n\r\n") == "HTTP/1.1 400");
  CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == "HTTP/1.1 400");
  CHECK(status_of("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n") == "HTTP/1.1 400");
  CHECK(status_of("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(4000, 'a') + "\r\n\r\n") == "HTTP/1.1 431");
  CHECK(status_of("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n") == "HTTP/1.1 413");
  CHECK(status_of("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + std::string(255, 'a')) ==
        "HTTP/1.1 413");
}

TEST_CASE("server: a refused upload can still read the answer") {
  http::ServerLimits limits;
  limits.body_bytes = 100;
  Fixture fixture(limits);
  Client client(fixture.port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + std::string(3000000, 'a'));
  CHECK(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 413"));
}

TEST_CASE("server: an exception of the handler is a 500 and the server lives") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 500"));
  CHECK(client.read_until("/after|").find("HTTP/1.1 200") != std::string::npos);
}

TEST_CASE("server: a header value cannot smuggle in another header") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_until("/split|").find("\r\nX-Injected") == std::string::npos);
}

TEST_CASE("server: a slow head and an idle connection are closed") {
  http::ServerLimits limits;
  limits.head = std::chrono::seconds(0);
  limits.idle = std::chrono::seconds(0);
  Fixture fixture(limits);
  Client idle(fixture.port());
  Client slow(fixture.port());
  slow.send("GET / HTTP/1.1\r\nHo");
  CHECK(idle.read_all().empty());
  CHECK(slow.read_all().empty());
}

TEST_CASE("server: a connection beyond the cap is turned away") {
  http::ServerLimits limits;
  limits.connections = 1;
  Fixture fixture(limits);
  Client first(fixture.port());
  first.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(first.read_until("/a|").starts_with("HTTP/1.1 200"));
  Client second(fixture.port());
  CHECK(second.read_all().starts_with("HTTP/1.1 503"));
}

TEST_CASE("server: a port in use is an error with a way out") {
  Fixture fixture;
  SystemWorld system;
  const auto second = http::Server::listen(system.world, "127.0.0.1", fixture.port(), {}, {});
  REQUIRE_FALSE(second);
  CHECK(second.error().message.find("Address already in use") != std::string::npos);
  CHECK(second.error().hints.size() == 1);
}

TEST_CASE("response writer: status lines") {
  CHECK(http::reason_phrase(413) == "Content Too Large");
  CHECK(http::reason_phrase(599).empty());
  CHECK(http::write_head({.status = 599, .headers = {}, .body = ""}, {}, {}).starts_with("HTTP/1.1 599 \r\n"));
}

TEST_CASE("server: a body that comes in parts is chunked, and the connection serves on") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(
      "GET /stream HTTP/1.1\r\nHost: x\r\n\r\nHEAD /stream HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string text = client.read_until("/after|");
  CHECK(text.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(text.find("\r\n\r\n4\r\none,\r\n3\r\ntwo\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n") != std::string::npos);
  const std::string after_head = text.substr(text.find("0\r\n\r\n") + 5);
  CHECK(after_head.substr(after_head.find("\r\n\r\n") + 4).starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE("server: a client of HTTP/1.0 reads a body in parts to the end of the connection") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const std::string text = client.read_all();
  CHECK(text.ends_with("\r\n\r\none,two"));
  CHECK(text.find("chunked") == std::string::npos);
}

TEST_CASE("server: a body that breaks off has no last chunk") {
  Fixture fixture;
  Client client(fixture.port());
  client.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_all().ends_with("3\r\ntwo\r\n"));
}

TEST_CASE("server: what could smuggle a request in is refused, and nothing of it is answered") {
  Fixture fixture;
  const auto answer_to = [&](const std::string& bytes) {
    Client client(fixture.port());
    client.send(bytes + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
    return client.read_all();
  };
  const auto is_refused = [&](const std::string& bytes) {
    const std::string answer = answer_to(bytes);
    INFO(bytes << answer);
    CHECK((answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 501 ")));
    CHECK(answer.find("smuggled") == std::string::npos);
    CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);
  };
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  is_refused(post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n");
  is_refused(post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd");
  is_refused(post + "Content-Length: 4, 4\r\n\r\nabcd");
  is_refused(post + "Content-Length: -1\r\n\r\n");
  is_refused(post + "Content-Length: 0x4\r\n\r\nabcd");
  is_refused(post + "Content-Length : 4\r\n\r\nabcd");
  is_refused(post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\n\r\n3;a\rb\r\nabc\r\n0\r\n\r\n");
  is_refused("GET http://a@b/ HTTP/1.1\r\nHost: x\r\n\r\n");
  is_refused("GET http:///a HTTP/1.1\r\nHost: x\r\n\r\n");
  is_refused("CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n");
  is_refused(post + "X: a\r\n folded\r\n\r\n");
  is_refused(post + "X: a\nContent-Length: 4\r\n\r\nabcd");
  is_refused(post + "X: a\rY: b\r\n\r\n");
  is_refused("GET / HTTP/1.1\nHost: x\n\n");
  is_refused("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
  is_refused("GET / HTTP/1.1\r\nHost: x/y\r\n\r\n");
  is_refused("GET / HTTP/1.1 HTTP/1.1\r\nHost: x\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\n\r\n4\nabcd\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\n\r\n4\r\nabcdef\r\n0\r\n\r\n");
  is_refused(post + "Transfer-Encoding: chunked\r\n\r\n10000000000000004\r\nabcd\r\n0\r\n\r\n");
}

TEST_CASE("server: an absolute target is a path on the host that it names") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(
      "GET http://example.com:80/a?b=c HTTP/1.1\r\nHost: other\r\n\r\nGET http://example.com?b HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_until("/a?b=c|").starts_with("HTTP/1.1 200"));
  CHECK(client.read_until("/?b|").starts_with("HTTP/1.1 200"));
}

TEST_CASE("server: versions and methods") {
  Fixture fixture;
  const auto status_of = [&](const std::string& bytes) {
    Client client(fixture.port());
    client.send(bytes);
    return client.read_until("\r\n").substr(0, 12);
  };
  CHECK(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == "HTTP/1.1 505");
  CHECK(status_of("GET / HTTP/1.2\r\nHost: x\r\n\r\n") == "HTTP/1.1 505");
  CHECK(status_of("BREW / HTTP/1.1\r\nHost: x\r\n\r\n") == "HTTP/1.1 200");
  CHECK(status_of("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n") == "HTTP/1.1 200");
  CHECK(status_of("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n") == "HTTP/1.1 200");
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == "HTTP/1.1 200");
}

TEST_CASE("server: trailers and extensions of chunks are read and left out") {
  Fixture fixture;
  Client client(fixture.port());
  client.send(
      "POST /t HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n"
      "GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_until("/t|abc").starts_with("HTTP/1.1 200"));
  CHECK(client.read_until("/next|").starts_with("HTTP/1.1 200"));
}

TEST_CASE("server: too many headers") {
  http::ServerLimits limits;
  limits.headers = 10;
  Fixture fixture(limits);
  Client client(fixture.port());
  std::string request = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 10; ++i) request += "X: y\r\n";
  client.send(request + "\r\n");
  CHECK(client.read_until("\r\n").starts_with("HTTP/1.1 431"));
}
