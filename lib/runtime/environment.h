// The environment of a function's process. Source: AWS Lambda developer guide, "Defined runtime environment variables",
// environments recorded on AWS, and what SAM CLI adds (AWS_SAM_LOCAL, AWS_ACCOUNT_ID, ...).
#pragma once

#include <map>
#include <string>

#include "loop/world.h"
#include "runtime/language.h"
#include "runtime/spec.h"

namespace cxsam::runtime {

/// All but AWS_LAMBDA_RUNTIME_API, which every instance has its own of.
std::map<std::string, std::string> function_environment(const FunctionSpec& spec, const Layout& layout, const Launch& launch,
                                                        const std::string& log_stream);

/// Whether a process of it is made of a snapshot. Source: AWS Lambda developer guide, "Lambda SnapStart": versions alone are.
inline bool is_restored(const FunctionSpec& spec) { return spec.snap_start && spec.version != "$LATEST"; }

/// "2026/01/31/[$LATEST]4f...", in a log group that others may log to as well "2026/01/31/NAME[$LATEST][4f...]".
/// Source: AWS Lambda developer guide, "Configuring CloudWatch log groups".
std::string log_stream_name(const World& world, const FunctionSpec& spec);

}  // namespace cxsam::runtime
