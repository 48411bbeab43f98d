#include "runtime/layers.h"

#include "base/file.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

std::error_code place(const fs::directory_entry& entry, const fs::path& to) {
  std::error_code error;
  if (entry.is_directory(error) && !entry.is_symlink(error)) {
    if (fs::is_directory(to, error)) return {};
    fs::remove(to, error);
    fs::create_directory(to, error);
    return error;
  }
  fs::remove_all(to, error);
  if (entry.is_symlink(error)) {
    fs::copy_symlink(entry.path(), to, error);
    return error;
  }
  fs::create_hard_link(entry.path(), to, error);
  if (error) {
    error.clear();
    fs::copy_file(entry.path(), to, error);
  }
  return error;
}

}  // namespace

Result<void> merge_layers(std::span<const fs::path> layers, const fs::path& target) {
  std::error_code error;
  fs::create_directories(target, error);
  for (const fs::path& layer : layers) {
    auto entry = fs::recursive_directory_iterator(layer, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      const std::error_code fault = place(*entry, target / entry->path().lexically_relative(layer));
      if (fault) return fail("cannot merge layer file `" + entry->path().string() + "`: " + fault.message());
    }
    if (error) return fail("cannot read layer `" + layer.string() + "`: " + error.message());
  }
  return {};
}

Result<void> make_mount_points(std::span<const fs::path> paths, const fs::path& root, const fs::path& target) {
  for (const fs::path& path : paths) {
    const fs::path place = target / path.lexically_relative(root);
    std::error_code error;
    const bool is_file = fs::is_regular_file(path, error);
    fs::create_directories(is_file ? place.parent_path() : place, error);
    if (error) return fail("cannot make `" + place.string() + "`: " + error.message());
    if (!is_file) continue;
    auto written = write_file_atomically(place, "");
    if (!written) return written;
  }
  return {};
}

}  // namespace cxsam::runtime
