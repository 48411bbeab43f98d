#define OPENSSL_SUPPRESS_DEPRECATED  // see hash.cpp
#include "base/file_digest.h"

#include <openssl/md5.h>

#include <array>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "base/hex.h"

namespace cxsam {

Result<std::string> md5_hex_of_file(const std::filesystem::path& path) {
  MD5_CTX state{};
  MD5_Init(&state);
  const auto update = [&state](std::string_view piece) { MD5_Update(&state, piece.data(), piece.size()); };
  if (Result<void> read = read_pieces(path, update); !read) return fail(std::move(read).error());
  std::array<unsigned char, MD5_DIGEST_LENGTH> digest{};
  MD5_Final(digest.data(), &state);
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace cxsam
