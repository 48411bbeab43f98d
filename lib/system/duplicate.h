// One file, by the descriptors of folders: so the kernel need not look up a whole path for each of thousands.
#pragma once

#include <cstdint>

namespace cxsam::system {

/// A name in an open folder; after AT_FDCWD a path.
struct Spot {
  int folder;
  const char* name;
};

/// What went wrong; errno says why.
enum class CopyFault : std::uint8_t { None, Reading, Writing };

/// Copies a file with its permissions and its modification time; links are followed. Another file at `to` is replaced.
CopyFault duplicate(Spot from, Spot to);

/// Makes a link at `to`, in the place of another file.
bool link_symbolically(const char* target, Spot to);

}  // namespace cxsam::system
