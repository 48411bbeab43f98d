// How functions of one language family are started: a folder of languages/ each, in a generated list.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "runtime/sandbox_steps.h"
#include "runtime/spec.h"

namespace cxsam::runtime {

/// Where things are for the process: Lambda's own paths in a sandbox, real folders without one.
struct Layout {
  std::string task = "/var/task";
  std::string runtime = "/var/runtime";
  std::string layers = "/opt";
  bool sandboxed = true;
};

/// How a process of a function is started.
struct Launch {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;  // of the family: PYTHONPATH, AWS_EXECUTION_ENV, ...
  std::vector<SandboxFile> runtime_files;          // for Layout::runtime
  std::vector<std::filesystem::path> keep;         // of the machine, see SandboxSpec
  bool frames = false;                             // cxsam's own bootstrap, on the frame channel
  std::string version = {};                        // of the interpreter, where it is known before it runs
  bool wrapped = false;                            // AWS_LAMBDA_EXEC_WRAPPER counts
  std::string folder = {};                         // working directory; "" = Layout::task
};

struct Language {
  std::string_view family;     // as in facts::Runtime
  std::string_view name;       // for people: "Python"
  std::string_view extension;  // of the file that inline code becomes: index.<extension>; "" = no inline code
  std::string_view helper;     // what Lambda adds to inline code, below the code's folder; "" = nothing
  /// Errors say what is missing and how to get it.
  Result<Launch> (*launch)(const FunctionSpec& spec, const Layout& layout);
};

/// Generated.
std::span<const Language* const> all_languages();

/// The family that runs functions of this runtime. Errors: unknown, or not run yet.
Result<const Language*> find_language(std::string_view runtime);

}  // namespace cxsam::runtime
