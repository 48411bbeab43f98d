// Python: pip puts the requirements beside the code.
// Source: AWS SAM developer guide, "Building with AWS SAM"; AWS Lambda developer guide, "Working with .zip file archives for
// Python".
#include <array>

#include "base/file.h"
#include "build/workflow.h"
#include "build/workflows/python/install.h"
#include "build/workflows/python/pip.h"
#include "build/workflows/python/requirements.h"
#include "build/workflows/python/result.h"
#include "system/command.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// What no function needs: caches, virtual environments, editors' folders. (SAM CLI leaves out `*.so` as well; here a
/// compiled module that lies beside the code is taken along.)
constexpr std::array<std::string_view, 29> kExcluded{
    ".aws-sam", ".chalice",   ".git",   ".gitignore",    "*.pyc",           "__pycache__",
    ".Python",  "*.egg-info", "*.egg",  "pip-log.txt",   "htmlcov",         ".tox",
    ".nox",     ".coverage",  ".cache", ".pytest_cache", ".python-version", ".mypy_cache",
    ".pyre",    ".env",       ".venv",  "venv",          "venv.bak",        "env.bak",
    "ENV",      ".vscode",    ".idea",  ".ruff_cache",   ".dmypy.json"};

bool accepts(std::string_view method, const fs::path&) { return method.starts_with("python3"); }

std::string toolchain(const Job& job) {
  if (!file_exists(job.manifest)) return "";
  for (const std::string& name : python::interpreter_names(job)) {
    const std::optional<fs::path> found = system::find_program(name);
    std::error_code error;
    if (found) return fs::canonical(*found, error).string();
  }
  return "";
}

std::vector<fs::path> dependency_inputs(const Job& job) { return python::local_inputs(job.manifest); }

/// What --manifest names, unless it is a package.json.
bool takes_manifest(const fs::path& file) { return file.extension() != ".json" && file.stem() != "Makefile"; }

Result<void> resolve(const Job& job, const Progress& progress) {
  if (!file_exists(job.manifest)) {
    progress.detail("requirements.txt file not found. Continuing the build without dependencies.");
    return {};
  }
  progress.step("ResolveDependencies");
  const Result<python::Interpreter> interpreter = python::find_interpreter(job);
  if (!interpreter) return fail(interpreter.error());
  const python::Target target = python::make_target(job.method, job.architecture);
  if (interpreter->version != target.version())
    progress.note("note: " + job.method + " is not on PATH; pip of Python " + interpreter->version + " (`" +
                  interpreter->program + "`) fetches packages for " + target.version() + ", and environment markers mean " +
                  interpreter->version);
  return python::install(job, *interpreter, target, progress);
}

}  // namespace

extern const Workflow workflow_python{.name = "python",
                                      .builder = "PythonPipBuilder",
                                      .manifest = "requirements.txt",
                                      .layer_folder = "python",
                                      .excluded_names = kExcluded,
                                      .takes_manifest = takes_manifest,
                                      .accepts = accepts,
                                      .toolchain = toolchain,
                                      .dependency_inputs = dependency_inputs,
                                      .resolve = resolve,
                                      .layer_part = "",
                                      .only_copies = true,
                                      .code_folder = code_at_the_top,
                                      .assemble = python::put_code_beside};

}  // namespace cxsam::build
