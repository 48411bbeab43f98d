#include "runtime/native_debugger.h"

#include "base/file.h"
#include "system/command.h"

namespace cxsam::runtime {

Result<void> start_under_debugger(Launch& launch, const Debugging& debugging) {
  std::vector<std::string> words = debugging.arguments;
  if (words.empty())
    words = {"dlv", "--listen=127.0.0.1:" + std::to_string(debugging.port), "--headless=true", "--api-version=2", "exec"};
  std::filesystem::path program = debugging.debugger_path / words.front();
  if (debugging.debugger_path.empty() || !file_exists(program)) {
    const auto found = system::find_program(words.front());
    if (!found)
      return fail(Error{"no debugger `" + words.front() + "` is on PATH"}.hint(
          "name its folder with --debugger-path, or get Delve: go install github.com/go-delve/delve/cmd/dlv@latest"));
    program = *found;
  }
  words.front() = program.string();
  launch.keep.push_back(program);
  launch.arguments.insert(launch.arguments.begin(), words.begin(), words.end());
  return {};
}

}  // namespace cxsam::runtime
