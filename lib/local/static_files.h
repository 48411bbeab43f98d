// `--static-dir`: files that start-api serves where no route answers.
#pragma once

#include <filesystem>
#include <optional>

#include "http/server.h"

namespace cxsam::local {

struct StaticFiles {
  std::filesystem::path folder;  // "" = none
  bool as_sam = false;           // a folder does not mean its index.html; names of files are told
};

/// The file that a GET or HEAD request names. Nothing when there is none, when it is larger than 64 MiB, or when the path leads
/// out of the folder. It reads the whole file: to be called off the loop.
std::optional<http::Response> find_static_file(const StaticFiles& files, const http::Request& request);

}  // namespace cxsam::local
