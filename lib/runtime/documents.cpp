#include "runtime/documents.h"

#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include <fmt/format.h>

#include "json/json.h"

namespace cxsam::runtime {
namespace {

// Go's names, which Lambda shows.
std::string signal_text(int signal) {
  switch (signal) {
    case SIGABRT:
      return "aborted";
    case SIGBUS:
      return "bus error";
    case SIGFPE:
      return "floating point exception";
    case SIGILL:
      return "illegal instruction";
    case SIGINT:
      return "interrupt";
    case SIGKILL:
      return "killed";
    case SIGPIPE:
      return "broken pipe";
    case SIGSEGV:
      return "segmentation fault";
    case SIGTERM:
      return "terminated";
    case SIGTRAP:
      return "trace/breakpoint trap";
    default:
      return "signal " + std::to_string(signal);
  }
}

}  // namespace

std::string error_document(std::string_view type, std::string_view message) {
  Json document;
  document["errorType"] = type;
  document["errorMessage"] = message;
  return dump_json(document);
}

std::string refusal_document(std::string_view type, std::string_view message) {
  Json document;
  document["errorMessage"] = message;
  document["errorType"] = type;
  return dump_json(document);
}

std::string exit_text(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    return "signal: " + signal_text(WTERMSIG(wait_status)) + (WCOREDUMP(wait_status) ? " (core dumped)" : "");
  }
  return WEXITSTATUS(wait_status) == 0 ? "" : "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

std::string exit_document(std::string_view request_id, int wait_status) {
  const std::string how = exit_text(wait_status);
  const std::string what = how.empty() ? "Runtime exited without providing a reason" : "Runtime exited with error: " + how;
  return error_document("Runtime.ExitError", fmt::format("RequestId: {} Error: {}", request_id, what));
}

std::string fault_document(std::string_view type, std::string_view request_id, std::string_view what) {
  return error_document(type, fmt::format("RequestId: {} Error: {}", request_id, what));
}

std::string timeout_document(std::string_view request_id, std::chrono::nanoseconds timeout) {
  const double seconds = std::chrono::duration<double>(timeout).count();
  return error_document("Sandbox.Timedout",
                        fmt::format("RequestId: {} Error: Task timed out after {:.2f} seconds", request_id, seconds));
}

std::string too_large_document(std::uint64_t limit) {
  return error_document("Function.ResponseSizeTooLarge",
                        fmt::format("Response payload size exceeded maximum allowed payload size ({} bytes).", limit));
}

std::string two_decimals(double value) { return fmt::format("{:.2f}", value); }

}  // namespace cxsam::runtime
