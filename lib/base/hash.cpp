// OpenSSL 3 marks Init/Update/Final as deprecated in favour of EVP, which loads providers and its configuration and costs a
// millisecond at first use, as the one-shot SHA1() and its kin do. The algorithms are the same.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/hash.h"

#include <openssl/md5.h>
#include <openssl/sha.h>
#include <sys/random.h>

#include <span>
#include <utility>

#include "base/file.h"
#include "base/hex.h"

namespace cxsam {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const unsigned char* bytes_of(std::string_view data) { return reinterpret_cast<const unsigned char*>(data.data()); }

std::string hex(std::span<const unsigned char> bytes) {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

std::string sha1_hex(std::string_view data) {
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA_CTX state{};
  SHA1_Init(&state);
  SHA1_Update(&state, bytes_of(data), data.size());
  SHA1_Final(digest.data(), &state);
  return hex(digest);
}

std::string sha256_hex(std::string_view data) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_CTX state{};
  SHA256_Init(&state);
  SHA256_Update(&state, bytes_of(data), data.size());
  SHA256_Final(digest.data(), &state);
  return hex(digest);
}

Result<std::string> sha256_hex_of_file(const std::filesystem::path& path) {
  SHA256_CTX state{};
  SHA256_Init(&state);
  const auto update = [&state](std::string_view piece) { SHA256_Update(&state, bytes_of(piece), piece.size()); };
  if (Result<void> read = read_pieces(path, update); !read) return fail(std::move(read).error());
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_Final(digest.data(), &state);
  return hex(digest);
}

std::string md5_hex(std::string_view data) {
  std::array<unsigned char, MD5_DIGEST_LENGTH> digest{};
  MD5_CTX state{};
  MD5_Init(&state);
  MD5_Update(&state, bytes_of(data), data.size());
  MD5_Final(digest.data(), &state);
  return hex(digest);
}

std::string base64_encode(std::string_view data) {
  std::string text;
  text.reserve((data.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < data.size(); i += 3) {
    const std::size_t left = data.size() - i;
    std::uint32_t group = static_cast<std::uint32_t>(bytes_of(data)[i]) << 16U;
    if (left > 1) group |= static_cast<std::uint32_t>(bytes_of(data)[i + 1]) << 8U;
    if (left > 2) group |= bytes_of(data)[i + 2];
    text += kAlphabet[group >> 18U & 63U];
    text += kAlphabet[group >> 12U & 63U];
    text += left > 1 ? kAlphabet[group >> 6U & 63U] : '=';
    text += left > 2 ? kAlphabet[group & 63U] : '=';
  }
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  std::string data;
  data.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  int digits = 0;
  int padding = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos || padding > 0) return std::nullopt;
    group = group << 6U | static_cast<std::uint32_t>(value);
    if (++digits < 4) continue;
    data += static_cast<char>(group >> 16U & 255U);
    data += static_cast<char>(group >> 8U & 255U);
    data += static_cast<char>(group & 255U);
    digits = 0;
    group = 0;
  }
  if (digits == 1 || padding > 2 || (padding > 0 && digits + padding != 4)) return std::nullopt;
  if (digits == 2) data += static_cast<char>(group >> 4U & 255U);
  if (digits == 3) {
    data += static_cast<char>(group >> 10U & 255U);
    data += static_cast<char>(group >> 2U & 255U);
  }
  return data;
}

void fill_random(std::span<unsigned char> bytes) {
  constexpr std::size_t kPiece = 256;  // what getrandom gives without being interrupted
  thread_local std::array<unsigned char, kPiece> piece;
  thread_local std::size_t used = kPiece;
  for (unsigned char& byte : bytes) {
    if (used == kPiece) {
      while (::getrandom(piece.data(), kPiece, 0) != static_cast<ssize_t>(kPiece)) {
      }
      used = 0;
    }
    byte = std::exchange(piece[used++], 0);
  }
}

std::string uuid_text(std::array<unsigned char, 16> random) {
  random[6] = static_cast<unsigned char>((random[6] & 0x0FU) | 0x40U);
  random[8] = static_cast<unsigned char>((random[8] & 0x3FU) | 0x80U);
  const std::string digits = hex(random);
  std::string text;
  text.reserve(36);
  std::size_t from = 0;
  for (const std::size_t length : {8U, 4U, 4U, 4U, 12U}) {
    if (from > 0) text += '-';
    text.append(digits, from, length);
    from += length;
  }
  return text;
}

std::string make_uuid() {
  std::array<unsigned char, 16> bytes{};
  fill_random(bytes);
  return uuid_text(bytes);
}

}  // namespace cxsam
