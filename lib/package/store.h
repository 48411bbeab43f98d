// Where packed things go, each content once and named by what is in it.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "artifacts/artifacts.h"
#include "base/result.h"
#include "system/archive.h"

namespace cxsam::package {

struct Stored {
  std::string place;  // a file, or a key of a bucket
  system::ZipSize size;
};

/// Which property of which resource something is packed for, as messages name it.
struct Use {
  std::string id;
  std::string property;
  std::string path;  // as written
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// A folder as an archive.
  virtual Result<Stored> add_folder(const std::filesystem::path& source, std::span<const std::string_view> excluded_names,
                                    const Use& use) = 0;
  /// An archive with one file under its own name.
  virtual Result<Stored> add_single_file(const std::filesystem::path& source, const Use& use) = 0;
  /// The file itself.
  virtual Result<Stored> add_as_it_is(const std::filesystem::path& source, const Use& use) = 0;
  /// A file with that text.
  virtual Result<Stored> add_text(std::string_view text, std::string_view extension, const Use& use) = 0;

  /// What a template that lies in `folder` says in place of the local path.
  [[nodiscard]] virtual Node value(const artifacts::Artifact& artifact, const std::string& place,
                                   const std::filesystem::path& folder) const = 0;
};

}  // namespace cxsam::package
