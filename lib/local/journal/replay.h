// `cxsam local replay`: a call of a journal once more, and what differs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "local/invoke.h"
#include "local/journal/read_calls.h"

namespace cxsam::local {

struct Replayed {
  bool same = false;
  bool interrupted = false;
  std::string text;  // for a person
};

/// Calls the function with what `call` had. Errors: what keeps the function from being called.
Result<Replayed> replay(const RecordedCall& call, InvokeOptions options);

/// The call with this number, counted from 1; the last one without. Error: there is none such.
Result<std::size_t> choose_call(const RecordedCallList& list, std::optional<std::int64_t> number);

/// A line for each call: its number, when, which function, and how it ended.
std::string list_calls(const RecordedCallList& list);

}  // namespace cxsam::local
