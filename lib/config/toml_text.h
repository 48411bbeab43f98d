// TOML text -> toml++'s table, or an error with its place. Include in .cpp files only.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

// toml++ 3.3 asserts on some wrong headers (`[/a]`) before it reports them; without the assertion it reports them.
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

namespace cxsam::config {

/// "samconfig.toml:3:7"
std::string toml_place(const std::string& path, const toml::source_position& position);

/// `path` is only used to say where something stands.
Result<toml::table> parse_toml(const std::string& path, std::string_view text);

}  // namespace cxsam::config
