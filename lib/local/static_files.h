// `--static-dir`: files that start-api serves where no route answers.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "http/server.h"

namespace cxsam::local {

/// The file below `folder` that a GET or HEAD request names; a folder means its index.html. Nothing when there is none, when
/// it is larger than 64 MiB, or when the path leads out of the folder. It reads the whole file: to be called off the loop.
std::optional<http::Response> find_static_file(const std::filesystem::path& folder, std::string_view method,
                                               std::string_view target);

}  // namespace cxsam::local
