// Files of the source tree that are part of the program: limits, runtimes, bootstraps, blueprints.
#pragma once

#include <span>
#include <string_view>

namespace cxsam {

/// `path` is relative to the project root ("schemas/limits/current.tsv"); its content lives as long as the program.
struct EmbeddedFile {
  std::string_view path;
  const char* begin;
  const char* end;
  bool executable;

  [[nodiscard]] std::string_view content() const { return {begin, end}; }
};

/// All embedded files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The content of one embedded file. Asking for a file that is not embedded is a bug and throws.
std::string_view embedded_file(std::string_view path);

}  // namespace cxsam
