#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace cxsam::test {

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 60, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("nothing listens on port " + std::to_string(port));
  }
}

RawClient::~RawClient() { ::close(socket_); }

void RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void RawClient::end_sending() const { ::shutdown(socket_, SHUT_WR); }

bool RawClient::read_some() {
  std::array<char, 4096> bytes{};
  ssize_t count = -1;
  do {  // a socket with a timeout is interrupted when the process is stopped and goes on (signal(7))
    count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  } while (count < 0 && errno == EINTR);
  if (count > 0) read_.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

std::string RawClient::read_until(std::string_view needle) {
  while (read_.find(needle) == std::string::npos && read_some()) {
  }
  const std::size_t at = read_.find(needle);
  const std::size_t end = at == std::string::npos ? read_.size() : at + needle.size();
  std::string text = read_.substr(0, end);
  read_.erase(0, end);
  return text;
}

std::string RawClient::read_all() {
  while (read_some()) {
  }
  return std::move(read_);
}

std::string fetch(std::uint16_t port, std::string_view method, std::string_view target, std::string_view body) {
  RawClient client(port);
  std::string request =
      std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(request + "\r\n" + std::string(body));
  return client.read_all();
}

}  // namespace cxsam::test
