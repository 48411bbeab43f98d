// Where the lines of a session go: standard error, and the file of `--log-file`.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>

#include "base/result.h"
#include "local/view/view.h"
#include "system/log_sink.h"

namespace cxsam::local {

struct Outlets {
  system::LogSink said;
  std::optional<system::LogSink> logged;  // of functions; without it their lines are said
};

/// `bytes` may wait to be read, for each. Error: the file cannot be opened.
Result<Outlets> open_outlets(Form form, const std::optional<std::filesystem::path>& log_file, std::size_t bytes);

/// `outlets` outlives the view.
View make_view(const Clock& clock, Form form, TextStyle style, Outlets& outlets);

/// Waits until all is written; with `patience` only as long as somebody reads. Error: the log file could not be written.
Result<void> finish(Outlets& outlets, std::optional<std::chrono::milliseconds> patience = std::nullopt);

}  // namespace cxsam::local
