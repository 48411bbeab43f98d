#include "http/socket.h"

#include <algorithm>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace cxsam::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kReadBytes = std::size_t{16} << 10U;
constexpr char kHandshakeRecord = 0x16;  // RFC 8446, section 5.1

Task<bool> receive(tcp::socket& socket, ReadBuffer& buffer) {
  const std::span<char> space = buffer.prepare(kReadBytes);
  ErrorCode error;
  const auto target = asio::buffer(space.data(), space.size());
  const std::size_t count = co_await socket.async_read_some(target, asio::redirect_error(asio::use_awaitable, error));
  buffer.commit(count);
  co_return !error;
}

/// What is left of `pieces` when `count` bytes are gone.
Socket::Pieces without(Socket::Pieces pieces, std::size_t count) {
  for (asio::const_buffer& piece : pieces) {
    const std::size_t gone = std::min(count, piece.size());
    piece += gone;
    count -= gone;
  }
  return pieces;
}

}  // namespace

Socket::Socket(tcp::socket socket) : socket_(std::move(socket)) {
  ErrorCode ignored;
  socket_.non_blocking(true, ignored);  // for write(), which tries at once
}

Task<Socket::Greeting> Socket::secure(std::shared_ptr<const TlsContext> context) {
  encrypted_ = std::make_unique<ReadBuffer>();
  const bool begun = co_await receive(socket_, *encrypted_);
  if (!begun || encrypted_->empty()) co_return Greeting::Failed;
  if (encrypted_->view().front() != kHandshakeRecord) co_return Greeting::Plain;
  tls_ = std::make_unique<TlsSession>(std::move(context));
  tls_->feed(encrypted_->view());
  encrypted_->clear();
  for (;;) {
    const TlsSession::State state = tls_->handshake();
    const bool written = co_await write_encrypted();
    if (!written || state == TlsSession::State::Ended) co_return Greeting::Failed;
    if (state == TlsSession::State::Ready) co_return Greeting::Secure;
    const bool alive = co_await read_encrypted();
    if (!alive) co_return Greeting::Failed;
  }
}

Task<bool> Socket::read_encrypted() {
  const bool alive = co_await receive(socket_, *encrypted_);
  tls_->feed(encrypted_->view());
  encrypted_->clear();
  co_return alive;
}

Task<bool> Socket::write_encrypted() {
  const std::string output = tls_->take_output();
  if (output.empty()) co_return true;
  ErrorCode error;
  co_await asio::async_write(socket_, asio::buffer(output), asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

Task<bool> Socket::read_into(ReadBuffer& buffer) { return tls_ ? read_decrypted(buffer) : receive(socket_, buffer); }

Task<bool> Socket::read_decrypted(ReadBuffer& buffer) {
  for (;;) {
    std::size_t count = 0;
    const TlsSession::State state = tls_->read(buffer.prepare(kReadBytes), count);
    buffer.commit(count);
    if (state != TlsSession::State::NeedsBytes) co_return state == TlsSession::State::Ready;
    const bool alive = co_await read_encrypted();
    if (!alive) co_return false;
  }
}

Task<bool> Socket::write(Pieces pieces) {
  if (tls_) {
    for (const asio::const_buffer& piece : pieces) tls_->write({static_cast<const char*>(piece.data()), piece.size()});
    co_return co_await write_encrypted();
  }
  // Nearly always the system takes all of it at once, which spares a round through the loop.
  ErrorCode error;
  const std::size_t sent = socket_.write_some(pieces, error);
  if (error && error != asio::error::would_block) co_return false;
  if (sent == asio::buffer_size(pieces)) co_return true;
  const Pieces rest = without(pieces, sent);
  co_await asio::async_write(socket_, rest, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

void Socket::end_writing() {
  ErrorCode ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Socket::close() {
  ErrorCode ignored;
  socket_.close(ignored);
}

std::string Socket::remote_address() const {
  ErrorCode error;
  const auto address = socket_.remote_endpoint(error).address();
  if (error) return "";
  // A server on `::` sees IPv4 clients so.
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

}  // namespace cxsam::http
