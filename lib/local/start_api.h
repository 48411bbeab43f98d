// `cxsam local start-api`: an application's APIs on a port of this machine, until somebody ends it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "local/functions.h"
#include "system/terminal.h"
#include "template/parameters.h"

namespace cxsam::local {

struct StartApiOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  tmpl::ParameterOverrides parameters;
  std::vector<std::string> build_arguments;  // what `cxsam build` gets on a reload
  tmpl::Environment environment;
  FunctionSettings functions;
  std::string host = "127.0.0.1";
  std::uint16_t port = 3000;
  bool eager = false;  // one instance of each function before the first request
  bool authorizers_disabled = false;
  bool watch = true;
  std::filesystem::path static_folder;  // "" = none
  std::optional<std::filesystem::path> log_file;
};

/// Serves until SIGINT or SIGTERM, then lets requests under way finish; a second signal ends at once. The error: why it could
/// not start. Everything is said on the terminal's standard error.
Result<void> start_api(const StartApiOptions& options, system::Terminal& terminal);

}  // namespace cxsam::local
