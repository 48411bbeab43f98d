// JSON for payloads: bounded parsing, never a throw. Templates are Nodes instead (document/node.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace cxsam {

/// Keeps the order of keys.
using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t depth = 256;
  std::size_t bytes = std::size_t{64} << 20U;
};

/// Errors say line and column, and what was expected.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

/// Compact when `indent` is negative. Invalid UTF-8 becomes U+FFFD.
std::string dump_json(const Json& value, int indent = -1);

}  // namespace cxsam
