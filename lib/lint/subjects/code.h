// The local code of functions: where it is, what of it is packaged, how large it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "facts/runtimes.h"
#include "lint/context.h"
#include "lint/places/possible_values.h"

namespace cxsam::lint {

/// Code of one function that lies on this machine: a folder, a zip or jar file, or nothing yet.
struct FunctionCode {
  const LambdaFunction* function;
  const artifacts::Artifact* artifact;
  std::filesystem::path path;
  std::vector<std::filesystem::path> layers;  // content of the layers of this template that it uses
  bool built;                                 // the template is a build's output, so the folder is what is packaged
};

/// Empty for templates that have no place on the disk.
std::vector<FunctionCode> find_code(const CheckContext& context);

/// The one runtime that the template decides on, if Lambda has it.
const facts::Runtime* runtime_of(const CheckContext& context, const LambdaFunction& function);

/// True when a build makes the files that run from other sources: `Metadata.BuildMethod` other than a runtime's name.
bool has_build_step(const LambdaFunction& function);

/// A handler that a function with code in a folder may have.
struct CodeHandler {
  FunctionCode code;
  std::string_view family;  // of the runtime: "python"
  PossibleValue handler;
};

/// Code that a build has yet to make is left out.
std::vector<CodeHandler> find_handlers(const CheckContext& context);

/// How large a function's code is. Folders often serve several functions: each is measured once.
/// What a build leaves behind or leaves out (version control, virtual environments, modules that npm installs) does not count.
class CodeSizes {
 public:
  /// Bytes before zipping of a folder or a zip file. Nothing when `path` is missing or cannot be read.
  std::optional<std::uint64_t> unzipped(const std::filesystem::path& path, bool built);
  /// Bytes after zipping: exact for a file, an estimate for a folder.
  static std::optional<std::uint64_t> zipped(const std::filesystem::path& path, bool built);

 private:
  std::map<std::filesystem::path, std::optional<std::uint64_t>> unzipped_;
};

/// "251.0" for a number of bytes.
std::string megabytes(std::uint64_t bytes);

}  // namespace cxsam::lint
