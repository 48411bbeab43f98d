// A blocking HTTP client that speaks bytes, so that tests can send what no library would.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxsam::test {

/// Connects to 127.0.0.1. What does not come within a minute counts as closed.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  void send(std::string_view bytes) const;
  /// Nothing more is sent; answers still come.
  void end_sending() const;
  /// Reads up to and with `needle`; less when the server closes before.
  std::string read_until(std::string_view needle);
  std::string read_all();

 private:
  bool read_some();

  int socket_;
  std::string read_;
};

/// One request on a connection of its own; the whole answer, head and body.
std::string fetch(std::uint16_t port, std::string_view method, std::string_view target, std::string_view body = "");

}  // namespace cxsam::test
