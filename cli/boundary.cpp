#include "cli/boundary.h"

#include <exception>

#include "base/text.h"
#include "cli/command.h"
#include "cli/info.h"

namespace cxsam::cli {
namespace {

int report_bug(system::Terminal& terminal, std::span<const std::string> words, const std::string& what) {
  terminal.err("Error: " + what + "\nThis is a bug in cxsam " + version() + ". The command was:\n  " + join(words, " ") + "\n");
  return kBug;
}

}  // namespace

int run_bounded(system::Terminal& terminal, std::span<const std::string> words, const std::function<int()>& body) {
  int code = kBug;
  try {
    code = body();
  } catch (const std::exception& error) {
    code = report_bug(terminal, words, error.what());
  } catch (...) {
    code = report_bug(terminal, words, "something that is no std::exception was thrown");
  }
  terminal.flush();
  if (terminal.out_failure() == 0) return code;
  report(terminal, Error{"cannot write to standard output: " + errno_text(terminal.out_failure())});
  return code == kDone ? kFailed : code;
}

}  // namespace cxsam::cli
