// What the last build of one definition was made from and what it made: the memory of incremental builds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "build/source_state.h"

namespace cxsam::build {

/// Which folder stands at a place: another one has another inode or was born at another time, also when the inode's number is
/// used again. What a function or its user leaves inside does not count. Zeros: no folder.
struct FolderIdentity {
  std::uint64_t inode = 0;
  std::int64_t born = 0;  // nanoseconds since 1970; 0 where the file system does not know

  friend bool operator==(const FolderIdentity&, const FolderIdentity&) = default;
};

FolderIdentity identity_of(const std::filesystem::path& folder);

struct Record {
  /// Everything but files that decides the result: "runtime" -> "python3.12".
  std::map<std::string, std::string, std::less<>> settings;
  std::map<std::string, FolderIdentity, std::less<>> outputs;  // by logical id
  std::string dependencies_id;                                 // the folder below the dependencies' root; "" = none
  FolderIdentity dependencies;
  std::int64_t settled = 0;  // when the outputs were in place, in nanoseconds since 1970; 0 = not known
  SourceState source;
  SourceState dependency_inputs;

  [[nodiscard]] bool known() const { return !settings.empty(); }
};

/// An empty record when there is none, or when it is not whole.
Record load_record(const std::filesystem::path& path);
Result<void> save_record(const std::filesystem::path& path, const Record& record);

}  // namespace cxsam::build
