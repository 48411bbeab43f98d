// Where a template says that the code of its functions and layers lies.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "artifacts/artifacts.h"
#include "base/result.h"
#include "project/stack.h"

namespace cxsam::local {

/// Where the code of a resource of that stack lies, links followed; nothing when it has none on this machine.
std::optional<std::filesystem::path> code_of(const project::Stack& stack, std::string_view logical_id, artifacts::Kind kind);

/// Why nobody knows where the code of a function lies; nothing when that is known.
std::optional<Error> why_no_code(const project::Stack& stack, std::string_view logical_id);

/// Whether the code of a function is in a bucket: `s3://bucket/key`, or a map that names one. SAM CLI does not serve these
/// functions.
bool is_in_bucket(const project::Stack& stack, std::string_view logical_id);

}  // namespace cxsam::local
