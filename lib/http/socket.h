// A client's bytes, plain or through TLS.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/ip/tcp.hpp>

#include "base/tls.h"
#include "http/read_buffer.h"
#include "loop/task.h"

namespace cxsam::http {

class Socket {
 public:
  /// What leaves in one write.
  using Pieces = std::array<boost::asio::const_buffer, 3>;

  explicit Socket(boost::asio::ip::tcp::socket socket);

  enum class Greeting : std::uint8_t { Secure, Plain, Failed };
  /// The handshake of TLS. Plain: the client speaks something else.
  Task<Greeting> secure(std::shared_ptr<const TlsContext> context);

  /// Appends what comes next. False when nothing comes any more.
  Task<bool> read_into(ReadBuffer& buffer);
  /// One at a time. False when the client has gone.
  Task<bool> write(Pieces pieces);

  /// Tells the client that nothing more comes.
  void end_writing();
  void close();

  [[nodiscard]] std::string remote_address() const;
  [[nodiscard]] bool is_secure() const { return tls_ != nullptr; }
  /// PEM; "" without one.
  [[nodiscard]] std::string client_certificate() const { return tls_ ? tls_->client_certificate() : ""; }

 private:
  Task<bool> read_decrypted(ReadBuffer& buffer);
  Task<bool> read_encrypted();
  Task<bool> write_encrypted();

  boost::asio::ip::tcp::socket socket_;
  std::unique_ptr<TlsSession> tls_;
  std::unique_ptr<ReadBuffer> encrypted_;
};

}  // namespace cxsam::http
