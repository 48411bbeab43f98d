// What AWS's runtime interface emulator answers on the Runtime API, and what cxsam does.
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "json/json.h"
#include "runtime/api/server.h"
#include "tests/support/corpus.h"

using namespace cxsam;

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view kRequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

// Large bodies are written as "<6291556 bytes>".
std::string expand(const std::string& body) {
  if (!body.starts_with('<') || !body.ends_with(" bytes>")) return body;
  return std::string(static_cast<std::size_t>(std::stoul(body.substr(1))), 'x');
}

std::string request_text(const Json& request) {
  const std::string body = expand(request["body"]);
  std::string text = request["method"].get<std::string>() + " " +
                     replace_all(request["path"].get<std::string>(), "{id}", kRequestId) +
                     " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  for (const auto& [name, value] : request["headers"].items()) text += name + ": " + value.get<std::string>() + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

Task<void> exchange(Loop& loop, std::uint16_t port, std::string request, std::string& answer) {
  tcp::socket socket(loop);
  const tcp::endpoint address(asio::ip::address_v4::loopback(), port);
  co_await socket.async_connect(address, asio::use_awaitable);
  const auto source = asio::buffer(request);
  co_await asio::async_write(socket, source, asio::use_awaitable);
  boost::system::error_code end;
  auto target = asio::dynamic_buffer(answer);
  co_await asio::async_read(socket, target, asio::redirect_error(asio::use_awaitable, end));
  loop.stop();
}

std::string ask(const Json& input) {
  SystemWorld system;
  Loop& loop = system.loop;
  const auto session = std::make_shared<runtime::Session>(system.clock);
  const auto server = runtime::ApiServer::listen(system.world, session);
  REQUIRE(server);
  session->start();
  if (input["phase"].get<std::string>().starts_with("invoke")) {
    session->ready();
    session->offer({.request_id = std::string(kRequestId), .payload = "{}"});
  }
  std::string answer;
  spawn(loop, "client", exchange(loop, (*server)->port(), request_text(input["request"]), answer));
  loop.run();
  return answer;
}

}  // namespace

TEST_CASE("corpus: the Runtime API answers as the emulator does") {
  const std::filesystem::path file = test::corpus() / "local/rie-runtime-api.json";
  const auto text = read_file(file);
  if (!text) {
    test::say_skipped(file);
    return;
  }
  const auto cases = parse_json(*text);
  REQUIRE(cases);
  std::size_t asked = 0;
  std::size_t extensions = 0;
  for (const Json& one : *cases) {
    if (one["input"]["request"]["path"].get<std::string>().starts_with("/2020-01-01/extension")) {
      ++extensions;
      continue;
    }
    ++asked;
    INFO(one["id"]);
    const std::string answer = ask(one["input"]);
    CHECK(answer.starts_with("HTTP/1.1 " + std::to_string(one["expected"]["status"].get<int>()) + " "));
    CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == one["expected"]["body"].get<std::string>());
  }
  std::cout << "runtime API: " << asked << " calls as the emulator answers them; " << extensions
            << " of the Extensions API, which is not there yet, left out\n";
}
