// A zip archive in memory, for what is sent in a request.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::system {

/// Files below `folder`, those of a folder before those of its subfolders, with the bytes that Python's zipfile gives them: SAM
/// CLI knows by the digest of such an archive whether code has changed. Times are 1980-01-01; whoever may not read a file may.
/// Links count as what they lead to. Error: a file cannot be read, more than 4 GB.
Result<std::string> zip_folder(const std::filesystem::path& folder, std::span<const std::string_view> excluded = {});

/// An archive of one file under its own name.
Result<std::string> zip_file(const std::filesystem::path& file);

}  // namespace cxsam::system
