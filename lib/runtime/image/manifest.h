// Which files of an unpacked image are its layers and its configuration.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "runtime/image/image.h"

namespace cxsam::runtime {

struct ImageParts {
  std::filesystem::path config;
  std::vector<std::filesystem::path> layers;  // lowest first
};

/// Whether the folder is an image rather than a file system.
bool is_image_layout(const std::filesystem::path& folder);

/// Of an OCI layout (index.json) or of what `docker save` writes (manifest.json). Nothing that they name leads out of the
/// folder. Errors: a manifest that cannot be read, none for that architecture. Source: OCI image specification, "Image Layout",
/// "Image Manifest", "Image Index".
Result<ImageParts> find_image_parts(const std::filesystem::path& folder, std::string_view architecture);

/// The document that `ImageParts::config` names.
Result<ImageConfig> parse_image_config(std::string_view text);

}  // namespace cxsam::runtime
