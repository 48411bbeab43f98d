// What is wrong with a JSON body, in the words of Go's encoding/json: Lambda's Runtime and Extensions API say so, and clients
// show it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cxsam::runtime {

/// "unexpected end of JSON input", "invalid character 'b' looking for beginning of value". Nothing for well-formed JSON.
/// Source: answers of Lambda's emulator.
std::optional<std::string> json_fault(std::string_view text);

}  // namespace cxsam::runtime
