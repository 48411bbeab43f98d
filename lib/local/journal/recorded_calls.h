// Calls of a function on their way into the journal's file.
#pragma once

#include <memory>
#include <string>

#include "invoke/invoke.h"
#include "local/journal/journal_file.h"
#include "loop/world.h"

namespace cxsam::local {

/// Passes calls on to `next`, and writes of each {"kind": "call", ...} with its event when it begins, {"kind": "answer", ...}
/// when it is over. `function` is a full path. A call without a trace gets one; with `sampled` every trace is for X-Ray.
std::shared_ptr<invoke::Invoker> recorded(const World& world, std::string function, bool sampled,
                                          std::shared_ptr<invoke::Invoker> next, std::shared_ptr<JournalFile> file);

}  // namespace cxsam::local
