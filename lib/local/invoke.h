// `cxsam local invoke`: one call of one function.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "system/terminal.h"
#include "template/parameters.h"

namespace cxsam::local {

struct InvokeOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  std::optional<std::string> function;  // logical id or name; without it the only one there is
  std::optional<std::string> event;     // a file, or "-" for standard input; without it {}
  std::optional<std::filesystem::path> env_vars;
  std::optional<std::filesystem::path> log_file;
  tmpl::ParameterOverrides parameters;
  std::optional<std::string> region;
  std::optional<std::string> profile;
  std::optional<std::uint16_t> debug_port;
  std::string debug_arguments;
  std::filesystem::path debugger_path;
  bool no_memory_limit = false;
};

/// The answer goes to standard output with a line end, all else to standard error (or the log file). Exit codes: 0 also when
/// the function failed or took too long, as with SAM CLI; 1 when it could not be called; 130 after Ctrl-C.
/// Source: SAM CLI, "sam local invoke".
int invoke_function(const InvokeOptions& options, system::Terminal& terminal);

}  // namespace cxsam::local
