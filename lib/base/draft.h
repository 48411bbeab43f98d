// A file that is made beside its place and renamed to it when it is whole.
#pragma once

#include <filesystem>
#include <utility>

#include "base/descriptor.h"
#include "base/result.h"

namespace cxsam {

class Draft {
 public:
  /// Makes an empty file beside `place`, with the rights that the process's umask leaves to a new file. Error: it cannot be
  /// made.
  static Result<Draft> beside(const std::filesystem::path& place);
  Draft(Draft&& other) noexcept
      : place_(std::move(other.place_)), path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}
  Draft& operator=(Draft&&) = delete;
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  /// Removes what was not kept.
  ~Draft();

  [[nodiscard]] int descriptor() const { return file_.get(); }
  /// Gives the file its place, in one step. Error: it cannot be put there.
  Result<void> keep();

 private:
  Draft(std::filesystem::path place, std::filesystem::path path, Descriptor file)
      : place_(std::move(place)), path_(std::move(path)), file_(std::move(file)) {}

  std::filesystem::path place_;
  std::filesystem::path path_;  // "" once it is kept
  Descriptor file_;
};

}  // namespace cxsam
