// Text as TOML writes it.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// A basic string of TOML 1.0, with its quotes. `text` is UTF-8.
std::string toml_string(std::string_view text);

}  // namespace cxsam
