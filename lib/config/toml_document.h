// A TOML file of settings as the tree that YAML and JSON are read into.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "document/node.h"

namespace cxsam::config {

/// The tables of the file, without positions. Dates keep TOML's form as strings. Errors: not readable, not TOML (with the
/// place).
Result<Node> read_toml_document(const std::filesystem::path& path);

/// `name` in `folder`, or else in the nearest folder above it.
std::optional<std::filesystem::path> find_upwards(std::filesystem::path folder, std::string_view name);

}  // namespace cxsam::config
