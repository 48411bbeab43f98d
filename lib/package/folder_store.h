// A folder on this machine.
#pragma once

#include <filesystem>
#include <utility>

#include "package/store.h"

namespace cxsam::package {

/// Archives have the name of their digest; templates name them by relative paths.
class FolderStore final : public Store {
 public:
  explicit FolderStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<Stored> add_folder(const std::filesystem::path& source, std::span<const std::string_view> excluded_names,
                            const Use& use) override;
  Result<Stored> add_single_file(const std::filesystem::path& source, const Use& use) override;
  Result<Stored> add_as_it_is(const std::filesystem::path& source, const Use& use) override;
  Result<Stored> add_text(std::string_view text, std::string_view extension, const Use& use) override;
  [[nodiscard]] Node value(const artifacts::Artifact& artifact, const std::string& place,
                           const std::filesystem::path& folder) const override;

 private:
  Result<Stored> add_zip(const std::filesystem::path& root, std::span<const system::TreeEntry> entries);
  /// Renames a finished draft to the name of its content.
  Result<std::filesystem::path> keep(const std::filesystem::path& draft, std::string_view extension);
  Result<void> make_folder() const;

  std::filesystem::path folder_;
};

}  // namespace cxsam::package
