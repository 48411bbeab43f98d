#include "build/make_folders.h"

#include <string_view>

#include <fmt/format.h>

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// Leaves `folder` as it is where the key is not written or empty.
bool read_folder(const Described& described, std::string_view key, const fs::path& base, fs::path& folder,
                 Diagnostics& diagnostics) {
  if (!described.check_known_text(key, diagnostics)) return false;
  const std::string path = described.metadata_text(key);
  if (path.empty()) return true;
  folder = (base / path).lexically_normal();
  if (folder.filename().empty()) folder = folder.parent_path();  // "src/" is "src"
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return true;
  diagnostics
      .error("", described.metadata(key)->span,
             fmt::format("`{}` of {} names no folder: {}", key, described.what(), folder.string()))
      .hints.emplace_back("it is relative to the template's folder");
  return false;
}

}  // namespace

bool set_make_folders(const Described& described, const fs::path& base, Definition& made, Diagnostics& diagnostics) {
  if (!read_folder(described, "ProjectRootDirectory", base, made.code, diagnostics)) return false;
  fs::path context = made.code;
  if (!read_folder(described, "ContextPath", base, context, diagnostics)) return false;
  made.manifest = context / "Makefile";
  made.working = made.code;
  return read_folder(described, "WorkingDirectory", base, made.working, diagnostics);
}

}  // namespace cxsam::build
