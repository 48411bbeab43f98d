#include "build/workflows/ruby/gems.h"

#include "base/file.h"

namespace cxsam::build::ruby {
namespace {

namespace fs = std::filesystem;

/// The version that Bundler has installed for.
std::optional<fs::path> only_folder(const fs::path& ruby) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(ruby, error))
    if (entry.is_directory(error)) return entry.path();
  return std::nullopt;
}

std::optional<fs::path> find_compiled(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".so") return at->path();
  return std::nullopt;
}

}  // namespace

std::string folder_of(std::string_view method) {
  return method.starts_with("ruby") ? std::string(method.substr(4)) + ".0" : std::string();
}

Result<void> settle_version(const fs::path& ruby, const Job& job, const Progress& progress) {
  const std::optional<fs::path> installed = only_folder(ruby);
  const std::string wanted = folder_of(job.method);
  if (!installed || wanted.empty()) return {};
  std::error_code error;
  fs::remove_all(*installed / "cache", error);  // the archives that the gems came in
  const std::string version = installed->filename().string();
  if (version == wanted) return {};
  if (const auto compiled = find_compiled(*installed)) {
    progress.note("Warning: `" + compiled->lexically_relative(ruby).string() + "` was compiled for Ruby " + version + ", and " +
                  job.method + " cannot load it");
    progress.note("  hint: build with Ruby " + std::string(job.method.substr(4)) + " first on PATH");
    return {};
  }
  progress.note("note: " + job.method + " is not on PATH; Bundler of Ruby " + version + " chooses the gems for it");
  fs::rename(*installed, ruby / wanted, error);
  return error ? fail("cannot rename `" + installed->string() + "`: " + error.message()) : Result<void>();
}

}  // namespace cxsam::build::ruby
