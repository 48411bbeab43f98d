#include "build/workflows/python/install.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "build/workflows/python/requirements.h"
#include "build/workflows/python/result.h"
#include "system/copy.h"

namespace cxsam::build::python {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 12> kNotCopied{".git",       ".aws-sam", "__pycache__",  "*.pyc",
                                                      "*.egg-info", ".venv",    "venv",         ".pytest_cache",
                                                      ".tox",       ".nox",     "node_modules", ".mypy_cache"};

std::vector<fs::path> wheels_in(const fs::path& folder) {
  std::vector<fs::path> wheels;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".whl") wheels.push_back(entry.path());
  std::ranges::sort(wheels);
  return wheels;
}

/// "markupsafe==2.1.5" of "MarkupSafe-2.1.5-cp311-cp311-linux_x86_64.whl".
std::string requirement_of(const fs::path& wheel) {
  const std::string file = wheel.filename().string();
  const std::vector<std::string_view> parts = split(file, '-');
  return std::string(parts[0]) + "==" + std::string(parts[1]);
}

std::string platform_of(const Target& target) { return "Python " + target.version() + " on " + target.architecture; }

/// The requirement that pip finds nothing for: "six==99".
std::string unsatisfied(std::string_view message) {
  constexpr std::string_view kBegin = "Could not find a version that satisfies the requirement ";
  const std::size_t at = message.find(kBegin);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = message.substr(at + kBegin.size());
  return std::string(trim(rest.substr(0, rest.find(" (from"))));
}

class Installation {
 public:
  Installation(const Job& job, const Interpreter& python, const Target& target, const Progress& progress)
      : job_(job), python_(python), target_(target), progress_(progress), requirements_(job.manifest) {}

  Result<void> run() {
    if (Result<void> settled = settle_local_folders(); !settled) return told(settled.error());
    Words wheels_only = pip_options(target_);
    wheels_only.insert(wheels_only.end(), {"--requirement", requirements_.string()});
    Result<void> installed = install(wheels_only);
    if (!installed && may_be_source_only(installed.error())) installed = install_with_sources();
    if (!installed) return told(installed.error());
    return finish();
  }

 private:
  [[nodiscard]] Result<void> pip(Words words) const {
    return python::pip(python_, std::move(words), job_.manifest.parent_path(), progress_);
  }

  [[nodiscard]] Result<void> install(Words words) const {
    if (Result<void> emptied = system::make_empty_folder(job_.dependencies); !emptied) return emptied;
    words.insert(words.begin(),
                 {"install", "--target", job_.dependencies.string(), "--no-compile", "--no-warn-script-location"});
    return pip(std::move(words));
  }

  /// Builds local folders as wheels from copies, since tools leave their work beside the sources, and has the requirements
  /// name these wheels.
  Result<void> settle_local_folders() {
    const std::vector<Requirement> read = read_requirements(job_.manifest);
    std::map<fs::path, fs::path> replaced;
    bool editable = false;
    for (const Requirement& each : read) {
      editable = editable || each.editable;
      std::error_code error;
      if (each.kind != Requirement::Kind::Local || !fs::is_directory(each.place, error) || replaced.contains(each.place))
        continue;
      const Result<fs::path> wheel = wheel_of(each.place, replaced.size());
      if (!wheel) return fail(wheel.error());
      replaced.emplace(each.place, *wheel);
    }
    if (replaced.empty() && !editable) return {};
    requirements_ = job_.scratch / "requirements.txt";
    return write_file_atomically(requirements_, written(read, replaced));
  }

  Result<fs::path> wheel_of(const fs::path& folder, std::size_t number) {
    const fs::path place = job_.scratch / "local" / std::to_string(number);
    const fs::path copy = place / folder.filename();
    copies_.emplace_back(copy, folder);
    if (Result<void> copied = system::copy_tree(folder, copy, kNotCopied); !copied) return fail(copied.error());
    const Result<void> built = pip({"wheel", "--no-deps", "--wheel-dir", (place / "wheel").string(), copy.string()});
    if (!built) return fail(built.error());
    const std::vector<fs::path> wheels = wheels_in(place / "wheel");
    if (wheels.empty()) return fail("pip made no wheel of `" + folder.string() + "`");
    if (!fits(wheels.front().filename().string(), target_))
      return fail(
          Error{"`" + folder.string() + "` has compiled code, which this machine cannot build for " + platform_of(target_)}
              .hint("build it on such a machine, and name the wheel in the requirements"));
    return wheels.front();
  }

  /// Nothing that fits, or a source that pip may not build: not what a name without any release or a broken network says.
  static bool may_be_source_only(const Error& error) {
    return error.message.find("No matching distribution found") != std::string::npos ||
           error.message.find("ResolutionImpossible") != std::string::npos ||
           error.message.find("only-binary") != std::string::npos;
  }

  /// Resolves and builds for this machine first. What came out for another machine is then fetched for the target.
  Result<void> install_with_sources() {
    const fs::path folder = job_.scratch / "wheels";
    const Result<void> wrote = write_file_atomically(indexes(), options_written(read_requirements(job_.manifest)));
    if (!wrote) return wrote;
    Result<void> built = pip({"wheel", "--wheel-dir", folder.string(), "--requirement", requirements_.string()});
    if (!built) return built;
    Words words = pip_options(target_);
    words.insert(words.end(), {"--no-deps", "--no-index"});
    for (const fs::path& wheel : wheels_in(folder)) {
      const Result<fs::path> fitting = fits(wheel.filename().string(), target_) ? wheel : for_target(wheel);
      if (!fitting) return fail(fitting.error());
      words.push_back(fitting->string());
    }
    return install(std::move(words));
  }

  /// Where packages come from, as the requirements say.
  [[nodiscard]] fs::path indexes() const { return job_.scratch / "indexes.txt"; }

  [[nodiscard]] Result<fs::path> for_target(const fs::path& wheel) const {
    const std::string requirement = requirement_of(wheel);
    const fs::path folder = job_.scratch / "fetched" / requirement;
    Words words = pip_options(target_);
    words.insert(words.begin(), "download");
    words.insert(words.end(), {"--no-deps", "--requirement", indexes().string(), "--dest", folder.string(), requirement});
    const Result<void> fetched = pip(std::move(words));
    const std::vector<fs::path> wheels = wheels_in(folder);
    if (fetched && !wheels.empty()) return wheels.front();
    return fail(Error{"`" + requirement + "` has compiled code, and there is no wheel of it for " + platform_of(target_)}.hint(
        "choose a version that has one, or a package without compiled code"));
  }

  /// Messages speak of the user's folders, not of the copies.
  [[nodiscard]] Result<void> told(Error error) const {
    for (const auto& [copy, folder] : copies_) error.message = replace_all(error.message, copy.string(), folder.string());
    error.message = replace_all(error.message, requirements_.string(), job_.manifest.string());
    if (const std::string requirement = unsatisfied(error.message); !requirement.empty()) {
      error.hints.push_back(std::move(error.message));
      error.message = "Could not satisfy the requirement: " + requirement;
    }
    return fail(std::move(error));
  }

  [[nodiscard]] Result<void> finish() const {
    if (Result<void> forgotten = forget_installation(job_.dependencies); !forgotten) return forgotten;
    return check_processor(job_.dependencies, target_);
  }

  const Job& job_;
  const Interpreter& python_;
  const Target& target_;
  const Progress& progress_;
  fs::path requirements_;
  std::vector<std::pair<fs::path, fs::path>> copies_;  // and what they are copies of
};

}  // namespace

Result<void> install(const Job& job, const Interpreter& python, const Target& target, const Progress& progress) {
  return Installation(job, python, target, progress).run();
}

}  // namespace cxsam::build::python
