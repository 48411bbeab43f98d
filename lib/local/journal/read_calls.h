// The calls that a journal's file tells of.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "invoke/invoke.h"

namespace cxsam::local {

struct RecordedAnswer {
  invoke::Outcome::Kind outcome{};
  std::string body;
  double duration_ms = 0;
};

struct RecordedCall {
  std::string time;      // as it is written
  std::string function;  // full path
  invoke::Invocation invocation;
  std::optional<RecordedAnswer> answer;  // nothing when the file ends before it
};

struct RecordedCallList {
  std::vector<RecordedCall> calls;  // in the order in which they began
  std::size_t broken_lines = 0;     // that are no JSON objects
};

/// Errors: the file cannot be read.
Result<RecordedCallList> read_calls(const std::filesystem::path& path);

/// The same of its text.
RecordedCallList calls_in(std::string_view text);

}  // namespace cxsam::local
