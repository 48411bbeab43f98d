#include "build/workflows/python/result.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "system/copy.h"
#include "system/program.h"

namespace cxsam::build::python {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kOfTheInstaller{"INSTALLER", "REQUESTED"};

/// "#!/usr/lib/venv/bin/python": the interpreter that installed it, which no other machine has there.
bool is_for_this_machine(const fs::path& script) {
  std::ifstream file(script);
  std::string line;
  std::getline(file, line);
  return line.starts_with("#!/") && line.find("python") != std::string::npos && !line.starts_with("#!/usr/bin/env");
}

std::vector<std::string> scripts_of_this_machine(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error) && is_for_this_machine(entry.path())) names.push_back(entry.path().filename().string());
  return names;
}

bool has_local_origin(const fs::path& info) {
  const Result<std::string> text = read_file(info / "direct_url.json");
  return text && text->find("\"file://") != std::string::npos;
}

/// RECORD lists each file as `path,digest,size`; the files here are gone.
Result<void> drop_from_record(const fs::path& record, const std::vector<std::string>& endings) {
  const Result<std::string> text = read_file(record);
  if (!text) return {};
  std::string kept;
  for (const std::string_view line : split(*text, '\n')) {
    const std::string_view path = line.substr(0, line.find(','));
    const auto is_gone = [&](const std::string& ending) { return path.ends_with(ending); };
    if (!line.empty() && std::ranges::none_of(endings, is_gone)) kept += std::string(line) + "\n";
  }
  return kept == *text ? Result<void>() : write_file_atomically(record, kept);
}

}  // namespace

Result<void> check_processor(const fs::path& dependencies, const Target& target) {
  const auto foreign = system::find_foreign(dependencies, target.architecture);
  if (!foreign) return {};
  const std::string wanted = (target.minor == 0 ? std::string() : "Python " + target.version() + " on ") + target.architecture;
  return fail(Error{"`" + foreign->path.begin()->string() + "` was built for " + foreign->processor + " and cannot run on " +
                    target.architecture + ": `" + foreign->path.string() + "`"}
                  .hint("choose a version of the package that has a wheel for " + wanted));
}

Result<void> forget_installation(const fs::path& dependencies) {
  std::error_code error;
  std::vector<std::string> scripts;
  for (const std::string& name : scripts_of_this_machine(dependencies / "bin")) {
    fs::remove(dependencies / "bin" / name, error);
    scripts.push_back("/bin/" + name);
  }
  if (!scripts.empty()) fs::remove(dependencies / "bin", error);  // when nothing else is in it
  for (const fs::directory_entry& entry : fs::directory_iterator(dependencies, error)) {
    const fs::path& info = entry.path();
    if (info.extension() != ".dist-info") continue;
    std::vector<std::string> gone = scripts;
    std::error_code ignored;
    for (const std::string_view name : kOfTheInstaller)
      if (fs::remove(info / name, ignored)) gone.push_back("/" + std::string(name));
    if (has_local_origin(info) && fs::remove(info / "direct_url.json", ignored)) gone.emplace_back("/direct_url.json");
    if (Result<void> dropped = drop_from_record(info / "RECORD", gone); !dropped) return dropped;
  }
  return {};
}

Result<void> put_code_beside(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("CopySource");
  note_missing_code(job, progress);
  return system::copy_entries(job.source, source, job.artifacts, job.earlier);
}

}  // namespace cxsam::build::python
