#include "runtime/image/image.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdint>
#include <string>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/hash.h"
#include "runtime/cached_folder.h"
#include "runtime/image/manifest.h"
#include "system/beneath.h"
#include "system/copy.h"
#include "system/untar.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

// Source: AWS Lambda developer guide, "Lambda quotas": container image code package size.
constexpr std::uint64_t kMaxBytes = std::uint64_t{10} << 30U;
constexpr std::string_view kRoot = "root";
constexpr std::string_view kConfig = "config.json";

/// What container engines put there when an image has none: the sandbox mounts the machine's over them.
void add_mount_points(const fs::path& root) {
  const Descriptor top(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const Descriptor folder = system::make_folders_beneath(top.get(), "etc");
  if (!folder.valid()) return;
  for (const char* name : {"hosts", "resolv.conf"})
    const Descriptor made(::openat(folder.get(), name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
}

Result<void> unpack_layers(const fs::path& layout, std::string_view architecture, const fs::path& fresh) {
  const Result<ImageParts> parts = find_image_parts(layout, architecture);
  if (!parts) return fail(parts.error());
  const Result<std::string> text = read_file(parts->config);
  if (!text) return fail(text.error());
  const fs::path root = fresh / kRoot;
  std::error_code error;
  fs::create_directory(root, error);
  if (error) return fail("cannot make `" + root.string() + "`: " + error.message());
  for (const fs::path& layer : parts->layers)
    if (Result<void> done = system::unpack_tar(layer, root, kMaxBytes); !done) return done;
  add_mount_points(root);
  return write_file_atomically(fresh / kConfig, *text);
}

Result<void> unpack_archive(const fs::path& archive, std::string_view architecture, const fs::path& fresh) {
  const fs::path layout = fresh / "layout";
  Result<void> done = system::make_empty_folder(layout);
  if (done) done = system::unpack_tar(archive, layout, kMaxBytes);
  if (done && !is_image_layout(layout))
    done = fail(Error{"`" + archive.string() + "` holds no image"}.hint("docker save and OCI archives are understood"));
  if (done) done = unpack_layers(layout, architecture, fresh);
  (void)system::remove_tree(layout);
  return done;
}

/// Of what the cache has been made of: images are large, so their bytes are not read every time.
std::string key_of(const fs::path& path, std::string_view architecture) {
  const fs::path file = fs::is_directory(path) ? path / "index.json" : path;
  struct stat info {};
  ::stat(file.c_str(), &info);
  std::string text = fs::absolute(file).string() + "\n" + std::string(architecture);
  for (const auto number : {static_cast<std::int64_t>(info.st_size), static_cast<std::int64_t>(info.st_ino),
                            static_cast<std::int64_t>(info.st_mtim.tv_sec), static_cast<std::int64_t>(info.st_mtim.tv_nsec)})
    text += "\n" + std::to_string(number);
  return sha256_hex(text);
}

}  // namespace

Result<LocalImage> open_image(const fs::path& path, std::string_view architecture) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  if (!folder && !file_exists(path)) return fail("there is no `" + path.string() + "`");
  if (folder && !is_image_layout(path)) return LocalImage{.root = fs::canonical(path, error), .config = {}};
  const auto unpack = [&](const fs::path& fresh) {
    return folder ? unpack_layers(path, architecture, fresh) : unpack_archive(path, architecture, fresh);
  };
  const Result<fs::path> unpacked = cached_folder("images", key_of(path, architecture), unpack);
  if (!unpacked) return fail(unpacked.error());
  const Result<std::string> text = read_file(*unpacked / kConfig);
  if (!text) return fail(text.error());
  Result<ImageConfig> config = parse_image_config(*text);
  if (!config) return fail(config.error());
  if (!config->architecture.empty() && config->architecture != architecture)
    return fail(Error{"the image is for the architecture " + config->architecture + ", and this machine is " +
                      std::string(architecture)});
  return LocalImage{.root = *unpacked / kRoot, .config = std::move(*config)};
}

}  // namespace cxsam::runtime
