// `cxsam local invoke`: one call of one function.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "local/functions.h"
#include "local/view/view.h"
#include "template/parameters.h"

namespace cxsam::local {

struct InvokeOptions {
  std::filesystem::path folder = std::filesystem::current_path();
  std::optional<std::string> template_file;
  std::optional<std::string> function;         // logical id or name; without it the only one there is
  std::optional<std::string> event;            // a file, the name of a test event, or "-" for standard input; without it {}
  std::optional<invoke::Invocation> recorded;  // a call that is made again, in place of an event; its request id is new
  std::string tenant_id;
  std::optional<std::filesystem::path> log_file;
  tmpl::ParameterOverrides parameters;
  tmpl::Environment environment;
  FunctionSettings functions;
  Form form = Form::Text;
  TextStyle style = {};
  /// Asks a person a question that is answered by yes or no; none when nobody is there.
  std::function<bool(std::string_view question)> ask;
  /// Gets the answer once it is there, behind all that has been said of it, while what has run still ends. Not called where the
  /// function has not answered.
  std::function<void(const std::string& answer)> on_answer;
};

/// What came of the call.
struct Invoked {
  enum class End : std::uint8_t { Answered, NoAnswer, CannotStart, Interrupted } end = End::Answered;
  std::string answer;  // as the function gave it, or the document in its place
  std::string request_id = {};
  invoke::Outcome::Kind outcome{};
  double duration_ms = 0;               // as the caller sees it
  std::optional<Error> unwritten = {};  // why the log file or the journal is not whole
};

/// A function that misses what Lambda brings along is called again when somebody agrees to fetch that.
/// Everything but the answer is said on standard error, or in the log file. It has been written when this returns. NoAnswer:
/// the function took too long. Errors: what keeps the function from being called. Source: SAM CLI, "sam local invoke".
Result<Invoked> invoke_function(const InvokeOptions& options);

}  // namespace cxsam::local
