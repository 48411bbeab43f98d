// Plain cargo, where cargo-lambda is not installed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "build/workflow.h"

namespace cxsam::build::rust {

/// Programs by name.
using Programs = std::map<std::string, std::filesystem::path, std::less<>>;

/// Builds the package in `job.source` for Lambda's processor with the Rust targets that this machine has. The error says
/// which target is missing, or what cargo says.
Result<Programs> cargo_build(const Job& job, const std::string& binary, const Progress& progress);

/// The programs of `cargo build --message-format=json`. Source: The Cargo Book, "External tools", section "JSON messages".
Programs read_programs(std::string_view messages);

}  // namespace cxsam::build::rust
