// Python: pip puts the requirements beside the code.
// Source: AWS SAM developer guide, "Building with AWS SAM"; AWS Lambda developer guide, "Working with .zip file archives for
// Python".
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/python/requirements.h"
#include "system/command.h"
#include "system/copy.h"

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

std::array<std::string, 3> candidates(const Job& job) { return {job.method, "python3", "python"}; }

std::string toolchain(const Job& job) {
  if (!file_exists(job.manifest)) return "";
  for (const std::string& name : candidates(job)) {
    const std::optional<fs::path> found = system::find_program(name);
    std::error_code error;
    if (found) return fs::canonical(*found, error).string();
  }
  return "";
}

std::vector<fs::path> dependency_inputs(const Job& job) { return python::local_inputs(job.manifest); }

using Variables = std::vector<std::pair<std::string, std::string>>;

struct Interpreter {
  std::string program;
  std::string version;  // "3.11"
  Variables environment;
};

/// pyenv's `python3.12` runs only a version that is chosen; the local runtime takes it in any case, so packages must fit it.
Variables choice_for(const std::string& name, const Job& job) {
  if (name != job.method) return {};
  return {{"PYENV_VERSION", job.method.substr(std::string_view("python").size())}};
}

/// A name on PATH is not yet an interpreter: version managers leave placeholders that only print an error.
Result<Interpreter> find_interpreter(const Job& job) {
  for (const std::string& name : candidates(job)) {
    system::Command ask;
    ask.words = {name, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"};
    ask.environment = choice_for(name, job);
    const Result<system::CommandResult> answer = system::run_command(ask);
    if (answer && answer->exit_code == 0) return Interpreter{name, std::string(trim(answer->out)), ask.environment};
  }
  return fail(Error{"Binary validation failed for python, searched for " + job.method +
                    " and python3. Do you have python for runtime: " + job.method + " on your PATH?"}
                  .hint("on Debian: apt-get install python3 python3-pip"));
}

/// pip's own error lines, without its prefix.
std::string pip_errors(const system::CommandResult& result) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(result.err, '\n'))
    if (line.starts_with("ERROR: ")) lines.emplace_back(line.substr(7));
  if (!lines.empty()) return join(lines, "; ");
  const std::string_view rest = trim(result.err.empty() ? result.out : result.err);
  return rest.empty() ? "pip ended with exit code " + std::to_string(result.exit_code) : std::string(rest);
}

Result<void> resolve(const Job& job, const Progress& progress) {
  if (!file_exists(job.manifest)) {
    progress.note(job.manifest.filename().string() + " file not found. Continuing the build without dependencies.");
    return {};
  }
  progress.step("ResolveDependencies");
  const Result<Interpreter> python = find_interpreter(job);
  if (!python) return fail(python.error());
  if ("python" + python->version != job.method)
    progress.note("note: " + job.method + " is not on PATH; packages are installed for Python " + python->version + " (`" +
                  python->program + "`)");

  system::Command pip;
  pip.words = {python->program,
               "-m",
               "pip",
               "install",
               "--requirement",
               job.manifest.string(),
               "--target",
               job.dependencies.string(),
               "--no-compile",
               "--no-input",
               "--disable-pip-version-check",
               "--no-warn-script-location",
               "--quiet"};
  pip.environment = python->environment;
  pip.environment.emplace_back("PIP_ROOT_USER_ACTION", "ignore");
  pip.folder = job.manifest.parent_path();  // local requirements are relative to it
  const Result<system::CommandResult> result = system::run_command(pip);
  if (!result) return fail(result.error());
  if (result->exit_code != 0) return fail(pip_errors(*result));
  return {};
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("CopySource");
  return system::copy_entries(job.source, source, job.artifacts);
}

}  // namespace

extern const Workflow workflow_python{.name = "python",
                                      .builder = "PythonPipBuilder",
                                      .manifest = "requirements.txt",
                                      .layer_folder = "python",
                                      .excluded_names = kExcluded,
                                      .accepts = accepts,
                                      .toolchain = toolchain,
                                      .dependency_inputs = dependency_inputs,
                                      .resolve = resolve,
                                      .assemble = assemble};

}  // namespace cxsam::build
