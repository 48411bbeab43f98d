// Python with uv: what uv.lock, pyproject.toml or requirements.txt names, beside the code.
// Source: AWS SAM developer guide, "Building Python Lambda functions with uv"; uv documentation, "The pip interface", "Locking
// and syncing" and "Using uv with AWS Lambda".
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"
#include "build/workflows/python/requirements.h"
#include "build/workflows/python/result.h"
#include "build/workflows/python/target.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// As for pip, and what uv keeps for itself.
constexpr std::array<std::string_view, 18> kExcluded{
    ".aws-sam", ".git",        ".gitignore",  "*.pyc",         "__pycache__",     "*.egg-info",
    ".tox",     ".nox",        ".coverage",   ".pytest_cache", ".venv",           "venv",
    ".env",     ".mypy_cache", ".ruff_cache", ".vscode",       ".python-version", ".idea"};

constexpr std::string_view kRequirements = "requirements.txt";

bool accepts(std::string_view method, const fs::path&) { return method == "python-uv" || method == "uv"; }

bool takes_manifest(const fs::path& file) { return file.filename() == "pyproject.toml" || file.extension() == ".txt"; }

/// pyproject.toml, else the requirements.txt beside it; "" without either.
fs::path manifest_of(const Job& job) {
  if (file_exists(job.manifest)) return job.manifest;
  const fs::path requirements = job.manifest.parent_path() / kRequirements;
  return file_exists(requirements) ? requirements : fs::path();
}

/// uv.lock of the project, or of the workspace above it; "" without one.
fs::path lock_of(const fs::path& manifest) {
  if (manifest.extension() != ".toml") return {};
  const fs::path folder = nearest_with(manifest.parent_path(), {"uv.lock"});
  return folder.empty() ? folder : folder / "uv.lock";
}

std::vector<Tool> tools(const Job& job) {
  if (manifest_of(job).empty()) return {};
  return {{"uv", "pip install uv, or https://docs.astral.sh/uv"}};
}

std::vector<fs::path> inputs(const Job& job) {
  const fs::path manifest = manifest_of(job);
  if (manifest.empty()) return {job.manifest};
  if (manifest.extension() != ".toml") return python::local_inputs(manifest);
  std::vector<fs::path> inputs{manifest, manifest.parent_path() / "uv.toml"};
  if (const fs::path lock = lock_of(manifest); !lock.empty()) inputs.push_back(lock);
  // Packages in folders: `shared = { path = "../shared" }`.
  const std::string text = read_file(manifest).value_or("");
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t at = line.find("path");
    const std::size_t begin = at == std::string_view::npos ? at : line.find('"', at);
    const std::size_t end = begin == std::string_view::npos ? begin : line.find('"', begin + 1);
    if (end == std::string_view::npos) continue;
    const fs::path place = (manifest.parent_path() / line.substr(begin + 1, end - begin - 1)).lexically_normal();
    if (file_exists(place) && !is_inside(place, job.source)) inputs.push_back(place);
  }
  return inputs;
}

/// uv knows these two of the C libraries that Lambda has or that are older.
std::string platform_of(const python::Target& target) {
  const std::string machine = target.architecture == "arm64" ? "aarch64" : "x86_64";
  return machine + (python::glibc_of(target) >= 34 ? "-manylinux_2_34" : "-manylinux2014");
}

Result<std::string> run_uv(const Job& job, std::vector<std::string> words, const fs::path& folder, const Progress& progress) {
  system::Command uv;
  std::string what = "uv " + words[0] + (words[0] == "pip" ? " " + words[1] : "");
  words.insert(words.begin(), job.tools.at("uv").string());
  words.emplace_back("--no-progress");
  uv.words = std::move(words);
  uv.folder = folder;
  Result<std::string> done = run_tool(std::move(uv), std::move(what), progress);
  return done ? done : fail("uv failed: " + done.error().message);
}

/// The requirements to install: of a lock file what it has settled, written down in `job.scratch`.
Result<fs::path> requirements_of(const Job& job, const fs::path& manifest, const Progress& progress) {
  const fs::path lock = lock_of(manifest);
  if (lock.empty()) return manifest;
  const fs::path requirements = job.scratch / kRequirements;
  const Result<std::string> exported =
      run_uv(job,
             {"export", "--locked", "--no-dev", "--no-emit-project", "--no-editable", "--format", "requirements-txt",
              "--output-file", requirements.string(), "--quiet"},
             manifest.parent_path(), progress);
  if (!exported) return fail(exported.error());
  return requirements;
}

Error no_version(const Job& job) {
  return Error{"it is not known which Python the packages are for"}.hint(
      job.layer ? "name it in the layer's CompatibleRuntimes: [python3.13]" : "the function's Runtime says it: python3.13");
}

Result<void> resolve(const Job& job, const Progress& progress) {
  const fs::path manifest = manifest_of(job);
  if (manifest.empty()) {
    progress.detail("pyproject.toml and requirements.txt not found. Continuing the build without dependencies.");
    return {};
  }
  progress.step("ResolveDependencies");
  const Result<fs::path> requirements = requirements_of(job, manifest, progress);
  if (!requirements) return fail(requirements.error());
  const python::Target target = python::make_target(job.runtime, job.architecture);
  if (target.minor == 0) return fail(no_version(job));
  const fs::path lock = lock_of(manifest);
  const Result<std::string> installed =
      run_uv(job,
             {"pip", "install", "--target", job.dependencies.string(), "--python-version", target.version(),
              "--python-platform", platform_of(target), "--requirements", requirements->string()},
             (lock.empty() ? manifest : lock).parent_path(), progress);
  if (!installed) return fail(installed.error());
  std::error_code ignored;
  fs::remove(job.dependencies / ".lock", ignored);  // uv's own
  if (Result<void> forgotten = python::forget_installation(job.dependencies); !forgotten) return forgotten;
  return python::check_processor(job.dependencies, target);
}

}  // namespace

extern const Workflow workflow_python_uv{.name = "python_uv",
                                         .builder = "PythonUvBuilder",
                                         .manifest = "pyproject.toml",
                                         .layer_folder = "python",
                                         .excluded_names = kExcluded,
                                         .takes_manifest = takes_manifest,
                                         .accepts = accepts,
                                         .tools = tools,
                                         .dependency_inputs = inputs,
                                         .resolve = resolve,
                                         .layer_part = "",
                                         .only_copies = true,
                                         .code_folder = code_at_the_top,
                                         .assemble = python::put_code_beside};

}  // namespace cxsam::build
