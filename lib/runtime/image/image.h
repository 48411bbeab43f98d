// Container images that lie on this machine: their file system as a folder, and what they say of how they are started.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace cxsam::runtime {

/// What an image says. Source: OCI image specification, "Image Configuration".
struct ImageConfig {
  std::string architecture;  // "amd64", "arm64"; "" when it does not say
  std::vector<std::string> entry_point;
  std::vector<std::string> command;
  std::vector<std::string> environment;  // NAME=value
  std::string working_directory;
};

struct LocalImage {
  std::filesystem::path root;
  ImageConfig config;  // empty for a folder that is a file system and nothing else
};

/// `path` is a folder with a file system, or an image: an OCI layout as a folder or tar archive, or what `docker save` writes.
/// Archives are unpacked once into the cache. `architecture`: "amd64" or "arm64", where an image has several. Errors: none of
/// these, a damaged archive, an image for another architecture alone, more than 10 GiB. Not for the loop.
Result<LocalImage> open_image(const std::filesystem::path& path, std::string_view architecture);

}  // namespace cxsam::runtime
