// A folder of files that are named by their content, so that the same content is there once and a name says what is in it.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"
#include "system/archive.h"

namespace cxsam::package {

struct Stored {
  std::filesystem::path file;
  system::ZipSize size;
};

class Store {
 public:
  explicit Store(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Zips a folder.
  Result<Stored> add_folder(const std::filesystem::path& source, std::span<const std::string_view> excluded_names);
  /// Zips one file under its own name.
  Result<Stored> add_single_file(const std::filesystem::path& source);
  /// Copies a file; its extension stays.
  Result<Stored> add_as_it_is(const std::filesystem::path& source);

  /// A file with that text.
  Result<Stored> add_text(std::string_view text, std::string_view extension);

 private:
  Result<Stored> add_zip(const std::filesystem::path& root, std::span<const system::TreeEntry> entries);
  /// Renames a finished draft to the name of its content.
  Result<std::filesystem::path> keep(const std::filesystem::path& draft, std::string_view extension);
  Result<void> make_folder() const;

  std::filesystem::path folder_;
};

}  // namespace cxsam::package
