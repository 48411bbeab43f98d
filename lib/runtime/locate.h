// Where the code and the layers of a function lie on this machine, as folders. Nothing here is for the loop: archives are
// hashed and unpacked on the way.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "runtime/image/image.h"
#include "runtime/language.h"
#include "runtime/sandbox_steps.h"
#include "runtime/spec.h"

namespace cxsam::runtime {

struct Located {
  const Language* language = nullptr;                 // none of an image
  std::optional<ImageConfig> image;                   // `code` is the root of its file system then
  std::filesystem::path code;                         // "" for inline code
  std::vector<SandboxFile> files;                     // inline code
  bool built = false;                                 // what a build made, or an archive
  std::vector<std::filesystem::path> layers;          // lowest first
  std::vector<std::filesystem::path> missing_layers;  // the function runs without them

  /// The same function with these folders.
  [[nodiscard]] FunctionSpec settled(FunctionSpec spec) const;
};

/// Errors: a runtime that is not run, no code, an archive that cannot be unpacked.
Result<Located> locate(const FunctionSpec& spec);

/// How it is started. `spec` is settled. Errors: a missing interpreter, no bootstrap, nothing of that name in the image.
Result<Launch> launch_of(const Located& located, const FunctionSpec& spec, const Layout& layout);

/// What keeps a function from being started and shows without starting it: no code, a missing interpreter, no bootstrap.
std::optional<Error> find_fault(const FunctionSpec& spec);

}  // namespace cxsam::runtime
