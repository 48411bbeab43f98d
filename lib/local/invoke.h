// `cxsam local invoke`: one call of one function.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "local/functions.h"
#include "system/terminal.h"
#include "template/parameters.h"

namespace cxsam::local {

struct InvokeOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  std::optional<std::string> function;  // logical id or name; without it the only one there is
  std::optional<std::string> event;     // a file, or "-" for standard input; without it {}
  std::optional<std::filesystem::path> log_file;
  tmpl::ParameterOverrides parameters;
  FunctionSettings functions;
};

/// The answer goes to standard output with a line end, all else to standard error (or the log file). Exit codes: 0 also when
/// the function failed or took too long, as with SAM CLI; 1 when it could not be started; 130 after Ctrl-C. The error: why
/// there is nothing to call. Source: SAM CLI, "sam local invoke".
Result<int> invoke_function(const InvokeOptions& options, system::Terminal& terminal);

}  // namespace cxsam::local
