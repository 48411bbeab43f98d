// pip with the interpreter that fits a function best.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "build/workflow.h"
#include "system/command.h"

namespace cxsam::build::python {

struct Interpreter {
  std::string program;     // by which it was found
  std::string executable;  // what that is: version managers' scripts need not find it once more
  std::string version;     // "3.11"
  std::vector<std::pair<std::string, std::string>> environment;
};

/// Programs that may be the interpreter of a runtime, best first.
std::vector<std::string> interpreter_names(const Job& job);

/// The function's own Python, else another one of this machine. The error says what was searched for.
Result<Interpreter> find_interpreter(const Job& job);

/// What is wrong, of all that pip has said, without its prefixes and its advice.
std::string errors_of(const system::CommandResult& result);

/// Runs `python -m pip <words>` in `folder`. The error is errors_of().
Result<void> pip(const Interpreter& python, std::vector<std::string> words, const std::filesystem::path& folder,
                 const Progress& progress);

}  // namespace cxsam::build::python
