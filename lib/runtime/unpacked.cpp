#include "runtime/unpacked.h"

#include <string>

#include "base/hash.h"
#include "runtime/cached_folder.h"
#include "system/unzip.h"

namespace cxsam::runtime {

namespace fs = std::filesystem;

Result<fs::path> unpacked(const fs::path& archive) {
  const Result<std::string> digest = sha256_hex_of_file(archive);
  if (!digest) return fail(digest.error());
  return cached_folder("unpacked", *digest, [&](const fs::path& fresh) { return system::unpack_zip(archive, fresh); });
}

}  // namespace cxsam::runtime
