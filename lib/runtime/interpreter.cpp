#include "runtime/interpreter.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0;
}

std::vector<int> version_numbers(std::string_view text) {
  std::vector<int> numbers;
  if (text.starts_with('v')) text.remove_prefix(1);
  for (const std::string_view part : split(text, '.')) numbers.push_back(static_cast<int>(parse_int(part).value_or(-1)));
  return numbers;
}

// The newest folder below `folder` whose name is `version` or begins with it and a dot.
fs::path newest(const fs::path& folder, std::string_view version) {
  fs::path best;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    std::string_view plain = name;
    if (plain.starts_with('v')) plain.remove_prefix(1);
    if (plain != version && !plain.starts_with(std::string(version) + ".")) continue;
    if (best.empty() || version_numbers(best.filename().string()) < version_numbers(name)) best = entry.path();
  }
  return best;
}

// pyenv keeps versions/<version>/bin/... beside shims/.
std::optional<fs::path> behind_shim(const fs::path& shim, std::string_view version) {
  const fs::path root = shim.parent_path().parent_path();
  std::string wanted(version);
  if (wanted.empty()) {
    const auto chosen = read_file(root / "version");
    if (!chosen) return std::nullopt;
    wanted = std::string(trim(split(*chosen, '\n').front()));
  }
  const fs::path installation = newest(root / "versions", wanted);
  const fs::path program = installation / "bin" / shim.filename();
  if (installation.empty() || !is_program(program)) return std::nullopt;
  return program;
}

bool is_shim(const fs::path& program) {
  std::error_code error;
  return program.parent_path().filename() == "shims" &&
         fs::is_directory(program.parent_path().parent_path() / "versions", error);
}

std::optional<fs::path> on_path(const SearchPlaces& places, std::string_view name, std::string_view version) {
  for (const fs::path& folder : places.path) {
    const fs::path program = folder / name;
    if (!is_program(program)) continue;
    if (!is_shim(program)) return program;
    if (auto real = behind_shim(program, version)) return real;
  }
  return std::nullopt;
}

}  // namespace

SearchPlaces SearchPlaces::from_environment() {
  SearchPlaces places;
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : split(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path, ':')) {
    if (!folder.empty()) places.path.emplace_back(folder);
  }
  if (const char* nvm = std::getenv("NVM_DIR")) {
    places.nvm = nvm;
  } else if (const char* home = std::getenv("HOME")) {
    places.nvm = fs::path(home) / ".nvm";
  }
  return places;
}

std::optional<fs::path> find_python(const SearchPlaces& places, std::string_view version) {
  if (version.starts_with("3.")) {
    if (auto exact = on_path(places, "python" + std::string(version), version)) return exact;
  }
  return on_path(places, "python3", "");
}

std::optional<fs::path> find_node(const SearchPlaces& places, std::string_view version) {
  if (auto exact = on_path(places, "node" + std::string(version), version)) return exact;
  if (!places.nvm.empty()) {
    const fs::path installation = newest(places.nvm / "versions" / "node", version);
    if (!installation.empty() && is_program(installation / "bin" / "node")) return installation / "bin" / "node";
  }
  return on_path(places, "node", "");
}

std::optional<fs::path> find_ruby(const SearchPlaces& places, std::string_view version) {
  if (auto exact = on_path(places, "ruby" + std::string(version), version)) return exact;
  // rbenv has shims of the plain name only.
  for (const fs::path& folder : places.path) {
    if (!is_program(folder / "ruby") || !is_shim(folder / "ruby")) continue;
    if (auto exact = behind_shim(folder / "ruby", version)) return exact;
  }
  return on_path(places, "ruby", "");
}

fs::path installation_of(const fs::path& interpreter) {
  std::error_code error;
  const fs::path real = fs::canonical(interpreter, error);
  return (error ? interpreter : real).parent_path().parent_path();
}

}  // namespace cxsam::runtime
