// The lines of a journal as a person reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::local {

/// Which lines are wanted; all when it is empty.
struct LogFilter {
  std::vector<std::string> functions;  // logical ids or full paths
  std::string request_id;
};

/// The text that was said for one line of a journal, or of `--log-format json`: as invoke::add_text() has it. "" for what says
/// nothing, or is not wanted; nothing when the line is no JSON object.
std::optional<std::string> log_text_of(std::string_view line, const LogFilter& filter);

}  // namespace cxsam::local
