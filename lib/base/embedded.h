// Files of the source tree that are part of the program: limits, runtimes, bootstraps, blueprints.
#pragma once

#include <span>
#include <string_view>

namespace cxsam {

/// `path` is relative to the project root ("schemas/limits/current.tsv"); `content` lives as long as the program.
struct EmbeddedFile {
  std::string_view path;
  std::string_view content;
  bool executable;
};

/// All embedded files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The content of one embedded file. Asking for a file that is not embedded is a bug and throws.
std::string_view embedded_file(std::string_view path);

}  // namespace cxsam
