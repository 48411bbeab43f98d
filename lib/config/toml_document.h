// A TOML file of settings as the tree that YAML and JSON are read into.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "diagnostic/sources.h"
#include "document/node.h"

namespace cxsam::config {

/// The tables of a text; keys have spans, values those of what stands there. Dates keep TOML's form as strings. The error of
/// what is no TOML has its place.
Result<Node> parse_toml_document(const Sources& sources, FileId file);

/// The same of a file, without positions.
Result<Node> read_toml_document(const std::filesystem::path& path);

/// `name` in `folder`, or else in the nearest folder above it.
std::optional<std::filesystem::path> find_upwards(std::filesystem::path folder, std::string_view name);

}  // namespace cxsam::config
