// Programs under a debugger: what Go and Rust make, and all else that runs by itself.
#pragma once

#include "runtime/language.h"

namespace cxsam::runtime {

/// Has Delve start the program of `launch`, or what `--debug-args` says: "gdbserver 127.0.0.1:5858". Found in
/// `--debugger-path`, else on PATH. Error: no such debugger.
Result<void> start_under_debugger(Launch& launch, const Debugging& debugging);

}  // namespace cxsam::runtime
