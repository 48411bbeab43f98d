// TLS from the server's side, without sockets: bytes in, bytes out. OpenSSL works on memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam {

struct TlsFiles {
  std::filesystem::path certificate;  // PEM, with its chain
  std::filesystem::path key;          // PEM, without a passphrase
  /// Clients must show a certificate of one of these (PEM): mutual TLS.
  std::optional<std::filesystem::path> client_authorities = {};
};

/// What the connections of a server share: TLS 1.2 and 1.3, and HTTP/1.1 where the client asks.
class TlsContext {
 public:
  struct Held;

  /// Errors: a file that cannot be read or is no PEM, a key that is of another certificate.
  static Result<std::shared_ptr<const TlsContext>> load(const TlsFiles& files);
  explicit TlsContext(std::unique_ptr<Held> held);
  ~TlsContext();
  [[nodiscard]] const Held& held() const { return *held_; }

 private:
  std::unique_ptr<Held> held_;
};

/// One connection.
class TlsSession {
 public:
  enum class State : std::uint8_t { Ready, NeedsBytes, Ended };

  explicit TlsSession(std::shared_ptr<const TlsContext> context);
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;
  ~TlsSession();

  /// What came from the client.
  void feed(std::string_view encrypted);
  /// Goes on as far as it can. Ended: the client and this server do not come together.
  State handshake();
  /// Decrypts into `space`; `count` says how much. Ended: the client has ended the session, or broke its rules.
  State read(std::span<char> space, std::size_t& count);
  /// After the handshake.
  void write(std::string_view plain);
  /// Says goodbye.
  void end();
  /// What is to be sent to the client, also after a handshake that failed.
  std::string take_output();
  /// The client's certificate (PEM), which has been verified; "" without one.
  [[nodiscard]] std::string client_certificate() const;

 private:
  struct Held;
  std::shared_ptr<const TlsContext> context_;
  std::unique_ptr<Held> held_;
};

}  // namespace cxsam
