#include "build/workflows/python/pip.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "system/command.h"
#include "system/packages.h"
#include "system/program.h"

namespace cxsam::build::python {
namespace {

namespace fs = std::filesystem;

/// "3.12"
std::string version_of(const Job& job) { return job.method.substr(std::string_view("python").size()); }

/// pyenv's `python3.12` runs only a version that is chosen; the local runtime takes it in any case, so packages must fit it.
std::vector<std::pair<std::string, std::string>> choice_for(const std::string& name, const Job& job) {
  if (name != job.method) return {};
  return {{"PYENV_VERSION", version_of(job)}};
}

/// The last line of a traceback. That of shutil is a list of all files, each with what is wrong.
std::string cause_of(std::string_view line) {
  const std::size_t error = line.starts_with("shutil.Error:") ? line.find("[Errno ") : std::string_view::npos;
  if (error == std::string_view::npos) return std::string(line);
  line.remove_prefix(error);
  return std::string(line.substr(0, line.find_first_of(":'\"")));
}

}  // namespace

// Its advice on itself begins with "[notice]", and what it says of other packages of the environment has no part in this one.
// Of what it did not foresee, a full disk for one, it says "Exception:" and a traceback, whose last line tells.
std::string errors_of(const system::CommandResult& result) {
  std::vector<std::string> errors;
  std::vector<std::string> rest;
  for (const std::string_view line : split(result.err, '\n')) {
    const std::string_view text = trim(line);
    if (text.empty() || text.starts_with("[notice]") || text.starts_with("WARNING: ")) continue;
    if (text.starts_with("ERROR: pip's dependency resolver")) continue;
    if (text.starts_with("ERROR: ")) errors.emplace_back(text.substr(7));
    rest.emplace_back(line);
  }
  if (std::ranges::find(errors, "Exception:") != errors.end()) return cause_of(trim(rest.back()));
  if (!errors.empty()) return join(errors, "; ");
  if (!rest.empty()) return join(rest, "\n");
  return "pip ended with exit code " + std::to_string(result.exit_code);
}

std::vector<std::string> interpreter_names(const Job& job) { return {job.method, "python3", "python"}; }

/// A name on PATH is not yet an interpreter: version managers leave placeholders that only print an error. Those are scripts; a
/// program that has the version in its name need not be asked for it.
Result<Interpreter> find_interpreter(const Job& job) {
  const std::optional<fs::path> own = system::find_program(job.method);
  if (own && !system::processor_of(*own).empty()) return Interpreter{job.method, own->string(), version_of(job), {}};
  for (const std::string& name : interpreter_names(job)) {
    system::Command ask;
    ask.words = {name, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"};
    ask.environment = choice_for(name, job);
    const Result<system::CommandResult> answer = system::run_command(ask);
    if (!answer || answer->exit_code != 0) continue;
    const std::string_view text = trim(answer->out);
    const std::size_t blank = std::min(text.find(' '), text.size());
    const std::string executable(trim(text.substr(blank)));
    return Interpreter{name, executable.starts_with('/') ? executable : name, std::string(text.substr(0, blank)),
                       ask.environment};
  }
  return fail(Error{"Binary validation failed for python, searched for " + job.method +
                    " and python3. Do you have python for runtime: " + job.method + " on your PATH?"}
                  .hint(system::how_to_install("python3")));
}

Result<void> pip(const Interpreter& python, std::vector<std::string> words, const fs::path& folder, const Progress& progress) {
  system::Command command;
  const std::string what = "pip " + words.front();
  words.insert(words.begin(), {python.executable, "-m", "pip"});
  words.insert(words.end(), {"--no-input", "--disable-pip-version-check"});
  command.words = std::move(words);
  command.environment = python.environment;
  command.environment.emplace_back("PIP_ROOT_USER_ACTION", "ignore");
  command.environment.emplace_back("PIP_PROGRESS_BAR", "off");
  command.folder = folder;
  watch(command, what, progress);
  const Result<system::CommandResult> result = system::run_command(command);
  if (!result) return fail(result.error());
  if (result->exit_code == 0) return {};
  Error error{errors_of(*result)};
  if (!error.message.ends_with("No module named pip")) return fail(std::move(error));
  return fail(std::move(error).hint(fmt::format(
      "`{} -m ensurepip` adds it; an environment that uv has made has none, and `BuildMethod: python-uv` builds with uv",
      python.executable)));
}

}  // namespace cxsam::build::python
