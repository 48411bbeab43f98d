// `cxsam local logs`: what a journal says, and what comes to it.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "local/journal/log_lines.h"

namespace cxsam::local {

struct LogsOptions {
  std::filesystem::path journal;
  LogFilter filter;
  bool follow = false;  // until a signal ends it; the file need not be there yet
};

/// `say` gets whole lines. Error: the file cannot be read.
Result<void> show_logs(const LogsOptions& options, const std::function<void(std::string_view lines)>& say);

}  // namespace cxsam::local
