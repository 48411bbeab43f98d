#include "base/tls.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "base/certificate.h"
#include "base/file.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

TEST_CASE("certificate: made here, and TLS takes it", "[tls]") {
  const auto pair = make_self_signed(std::chrono::system_clock::now());
  REQUIRE(pair);
  CHECK(pair->certificate.starts_with("-----BEGIN CERTIFICATE-----\n"));
  CHECK(pair->key.starts_with("-----BEGIN PRIVATE KEY-----\n"));
  const test::ScratchFolder folder;
  folder.write("cert.pem", pair->certificate);
  folder.write("key.pem", pair->key);
  const TlsFiles files{.certificate = folder.path() / "cert.pem", .key = folder.path() / "key.pem"};
  CHECK(TlsContext::load(files));

  folder.write("other.pem", make_self_signed(std::chrono::system_clock::now())->key);
  const auto mixed = TlsContext::load({.certificate = files.certificate, .key = folder.path() / "other.pem"});
  REQUIRE_FALSE(mixed);
  CHECK(mixed.error().message.find("key") != std::string::npos);
  const auto missing = TlsContext::load({.certificate = folder.path() / "none.pem", .key = files.key});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message.find("none.pem") != std::string::npos);
}

TEST_CASE("tls: what is no TLS ends, and a part of it waits", "[tls]") {
  const auto pair = make_self_signed(std::chrono::system_clock::now());
  const test::ScratchFolder folder;
  folder.write("cert.pem", pair->certificate);
  folder.write("key.pem", pair->key);
  const auto context = TlsContext::load({.certificate = folder.path() / "cert.pem", .key = folder.path() / "key.pem"});
  REQUIRE(context);
  TlsSession plain(*context);
  plain.feed("GET / HTTP/1.1\r\n\r\n");
  CHECK(plain.handshake() == TlsSession::State::Ended);
  TlsSession part(*context);
  part.feed(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
  CHECK(part.handshake() == TlsSession::State::NeedsBytes);
  CHECK(part.take_output().empty());
}
