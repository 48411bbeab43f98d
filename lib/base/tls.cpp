#include "base/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

namespace cxsam {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Connection = std::unique_ptr<SSL, decltype(&SSL_free)>;

std::string last_reason() {
  const unsigned long code = ERR_peek_last_error();
  const char* text = ERR_reason_error_string(code);
  ERR_clear_error();
  return text == nullptr ? "OpenSSL gives no reason" : text;
}

Error about(std::string_view what, const std::filesystem::path& file) {
  return Error{std::string(what) + " `" + file.string() + "`: " + last_reason()};
}

/// Clients that know HTTP/2 alone go on without an agreement and hear of it as HTTP.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned int size,
                    void*) {
  static constexpr std::array<unsigned char, 9> kOurs{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, length, kOurs.data(), kOurs.size(), offered, size);
  if (result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_NOACK;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

Result<void> ask_clients(SSL_CTX* context, const std::filesystem::path& authorities) {
  const std::string file = authorities.string();
  if (SSL_CTX_load_verify_locations(context, file.c_str(), nullptr) != 1)
    return fail(about("no certificates of authorities can be read from", authorities));
  SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(file.c_str()));
  constexpr std::string_view kSessions = "cxsam";  // sessions of verified clients must name whose they are
  SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(kSessions.data()), kSessions.size());
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return {};
}

}  // namespace

struct TlsContext::Held {
  Context context{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
};

TlsContext::TlsContext(std::unique_ptr<Held> held) : held_(std::move(held)) {}
TlsContext::~TlsContext() = default;

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsFiles& files) {
  auto held = std::make_unique<Held>();
  SSL_CTX* context = held->context.get();
  if (context == nullptr) return fail(Error{"TLS cannot be set up: " + last_reason()});
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // A client that ends without a goodbye ends all the same: HTTP says where its bodies end.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    return fail(about("no certificate can be read from", files.certificate).hint("it must be in PEM form"));
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    return fail(about("no key can be read from", files.key)
                    .hint("it must be in PEM form, without a passphrase, and of the certificate"));
  if (files.client_authorities) {
    if (auto asked = ask_clients(context, *files.client_authorities); !asked) return fail(std::move(asked.error()));
  }
  return std::make_shared<const TlsContext>(std::move(held));
}

struct TlsSession::Held {
  Connection ssl{nullptr, &SSL_free};
  BIO* in = nullptr;   // of `ssl`
  BIO* out = nullptr;  // of `ssl`
};

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context)
    : context_(std::move(context)), held_(std::make_unique<Held>()) {
  held_->ssl.reset(SSL_new(context_->held().context.get()));
  held_->in = BIO_new(BIO_s_mem());
  held_->out = BIO_new(BIO_s_mem());
  SSL_set_bio(held_->ssl.get(), held_->in, held_->out);
  SSL_set_accept_state(held_->ssl.get());
}

TlsSession::~TlsSession() = default;

void TlsSession::feed(std::string_view encrypted) {
  BIO_write(held_->in, encrypted.data(), static_cast<int>(encrypted.size()));
}

TlsSession::State TlsSession::handshake() {
  const int result = SSL_do_handshake(held_->ssl.get());
  if (result == 1) return State::Ready;
  const bool more = SSL_get_error(held_->ssl.get(), result) == SSL_ERROR_WANT_READ;
  ERR_clear_error();
  return more ? State::NeedsBytes : State::Ended;
}

TlsSession::State TlsSession::read(std::span<char> space, std::size_t& count) {
  count = 0;
  const int result = SSL_read_ex(held_->ssl.get(), space.data(), space.size(), &count);
  if (result == 1) return State::Ready;
  const bool more = SSL_get_error(held_->ssl.get(), result) == SSL_ERROR_WANT_READ;
  ERR_clear_error();
  return more ? State::NeedsBytes : State::Ended;
}

void TlsSession::write(std::string_view plain) {
  constexpr std::size_t kPiece = std::size_t{1} << 30U;
  while (!plain.empty()) {
    std::size_t written = 0;
    if (SSL_write_ex(held_->ssl.get(), plain.data(), std::min(plain.size(), kPiece), &written) != 1) break;
    plain.remove_prefix(written);
  }
  ERR_clear_error();
}

void TlsSession::end() {
  SSL_shutdown(held_->ssl.get());
  ERR_clear_error();
}

std::string TlsSession::take_output() {
  std::string output(BIO_ctrl_pending(held_->out), '\0');
  if (!output.empty()) BIO_read(held_->out, output.data(), static_cast<int>(output.size()));
  return output;
}

std::string TlsSession::client_certificate() const {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(held_->ssl.get()), &X509_free);
  if (!certificate) return "";
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
  if (PEM_write_bio_X509(text.get(), certificate.get()) != 1) return "";
  char* data = nullptr;
  const long size = BIO_get_mem_data(text.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace cxsam
