#define OPENSSL_SUPPRESS_DEPRECATED  // see hash.cpp
#include "base/hmac.h"

#include <openssl/sha.h>

#include <array>
#include <cstddef>

namespace cxsam {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Digest sha256(std::string_view first, std::string_view second) {
  SHA256_CTX state{};
  SHA256_Init(&state);
  SHA256_Update(&state, first.data(), first.size());
  SHA256_Update(&state, second.data(), second.size());
  Digest digest{};
  SHA256_Final(digest.data(), &state);
  return digest;
}

std::string_view text_of(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

/// The key filled up to one block, every byte combined with `pattern`.
std::string padded(std::string_view key, unsigned char pattern) {
  std::string block(SHA256_CBLOCK, static_cast<char>(pattern));
  for (std::size_t i = 0; i < key.size(); ++i) block[i] = static_cast<char>(static_cast<unsigned char>(key[i]) ^ pattern);
  return block;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view data) {
  const Digest shortened = sha256(key, {});
  if (key.size() > SHA256_CBLOCK) key = text_of(shortened);
  const Digest inner = sha256(padded(key, 0x36), data);
  return std::string(text_of(sha256(padded(key, 0x5C), text_of(inner))));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

}  // namespace cxsam
