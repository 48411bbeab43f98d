// MD5 of files of any size, as S3 keys of artifacts are made of it.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace cxsam {

/// 32 lower-case hexadecimal digits. Errors: missing, a folder, not readable.
Result<std::string> md5_hex_of_file(const std::filesystem::path& path);

}  // namespace cxsam
