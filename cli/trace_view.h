// Traces on standard output.
#pragma once

#include "cli/command.h"
#include "cloud/traces.h"

namespace cxsam::cli {

/// As trees, or as one JSON object a line for `--output json`.
cloud::TraceView make_trace_view(Context& context);

}  // namespace cxsam::cli
