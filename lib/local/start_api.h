// `cxsam local start-api`: an application's APIs on a port of this machine, until somebody ends it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "local/functions.h"
#include "local/gateways.h"
#include "local/view/view.h"
#include "template/parameters.h"

namespace cxsam::local {

struct StartApiOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  tmpl::ParameterOverrides parameters;
  std::vector<std::string> build_arguments;  // what `cxsam build` gets on a reload
  tmpl::Environment environment;
  FunctionSettings functions;
  GatewayOptions gateways;
  bool eager = false;  // one instance of each function before the first request
  bool watch = true;
  Form form = Form::Text;
  bool colour = false;
  std::optional<std::filesystem::path> log_file;
};

/// Serves until SIGINT or SIGTERM, then lets requests under way finish; a second signal ends at once. The error: why it could
/// not start, or that the log file was lost. Everything is said on standard error.
Result<void> start_api(const StartApiOptions& options);

}  // namespace cxsam::local
