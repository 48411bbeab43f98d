// The commands of SAM CLI that cxsam does not have yet, so that asking for one gets an answer instead of "no such command".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::cli {

/// What to do instead, for a command of SAM CLI that is not here yet; nothing for any other name.
std::optional<std::string_view> not_yet(std::string_view command);

/// The keys of samconfig tables that belong to a command of cxsam or of SAM CLI.
std::vector<std::string> commands_with_tables();

}  // namespace cxsam::cli
