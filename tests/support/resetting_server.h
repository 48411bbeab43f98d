// A server that leaves clients alone in the middle of a request, and then one day answers.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fmt/format.h>

#include "loop/task.h"

namespace cxsam::test {

class ResettingServer {
 public:
  enum class Manner { Reset, Silence };

  /// `resets` connections are cut, or hear nothing more; those after them get an empty answer with status 200.
  ResettingServer(Loop& loop, int resets, Manner manner = Manner::Reset)
      : acceptor_(loop, {boost::asio::ip::make_address("127.0.0.1"), 0}), resets_(resets), manner_(manner) {
    spawn(loop, "resetting server", serve());
  }
  [[nodiscard]] std::string url() const { return fmt::format("http://127.0.0.1:{}", acceptor_.local_endpoint().port()); }
  [[nodiscard]] int resets() const { return resets_; }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  using Socket = boost::asio::ip::tcp::socket;

  Task<void> serve() {
    while (true) {
      Socket socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
      ++connections_;
      if (connections_ > resets_)
        co_await answer(socket);
      else
        co_await cut(socket);
    }
  }

  Task<void> cut(Socket& socket) {
    std::array<char, 1024> some{};
    boost::system::error_code ignored;
    co_await socket.async_read_some(boost::asio::buffer(some),
                                    boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    if (manner_ == Manner::Silence) {
      silent_.push_back(std::move(socket));
      co_return;
    }
    socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);  // the other side sees a reset
    socket.close(ignored);
  }

  static Task<void> answer(Socket& socket) {
    std::string text;
    boost::system::error_code ended;
    std::size_t wanted = std::string::npos;
    std::array<char, 65536> some{};
    while (!ended && text.size() < wanted) {
      const std::size_t count = co_await socket.async_read_some(boost::asio::buffer(some),
                                                                boost::asio::redirect_error(boost::asio::use_awaitable, ended));
      text.append(some.data(), count);
      const std::size_t head = text.find("\r\n\r\n");
      if (wanted == std::string::npos && head != std::string::npos) wanted = head + 4 + length_of(text);
    }
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    co_await boost::asio::async_write(socket, boost::asio::buffer(answer),
                                      boost::asio::redirect_error(boost::asio::use_awaitable, ended));
  }

  static std::size_t length_of(const std::string& request) {
    const std::size_t at = request.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(request.substr(at + 16));
  }

  boost::asio::ip::tcp::acceptor acceptor_;
  int resets_;
  Manner manner_;
  std::vector<Socket> silent_;
  int connections_ = 0;
};

}  // namespace cxsam::test
