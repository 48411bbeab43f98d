// What start-api and start-lambda are: functions and a part that listens, until somebody ends them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lambda/log_tails.h"
#include "local/functions.h"
#include "local/view/view.h"
#include "template/parameters.h"

namespace cxsam::local {

struct ServeOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  tmpl::ParameterOverrides parameters;
  std::vector<std::string> build_arguments;  // what `cxsam build` gets on a reload
  tmpl::Environment environment;
  FunctionSettings functions;
  bool eager = false;  // one instance of each function before the first request
  bool watch = true;
  bool as_sam = false;  // SAM CLI's behaviour where that of AWS is another
  Form form = Form::Text;
  TextStyle style = {};
  std::optional<std::filesystem::path> log_file;
};

/// A part that answers requests.
struct Listener : Part {
  /// "http://127.0.0.1:3000", once it has started.
  [[nodiscard]] virtual std::string url() const = 0;
  /// What somebody can do with it, as the beginning of a sentence.
  [[nodiscard]] virtual std::string invitation() const = 0;
};

/// What happens is recorded in `log_tails`, which passes it on to the view.
using MakeListener =
    std::function<std::unique_ptr<Listener>(const World& world, const Functions& functions, lambda::LogTails& log_tails)>;

/// Serves until SIGINT or SIGTERM, then lets requests under way finish; a second signal ends at once. The error: why it could
/// not start, or that the log file was lost. Everything is said on standard error.
Result<void> serve(const ServeOptions& options, const MakeListener& make_listener);

}  // namespace cxsam::local
