#include "runtime/java_home.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "system/command.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

int major_of(std::string_view version) { return static_cast<int>(parse_int(version.substr(0, version.find('.'))).value_or(0)); }

/// The value of a line `JAVA_VERSION="17.0.15"` of the file that every installation has.
std::optional<std::string> version_of(const fs::path& home) {
  const auto release = read_file(home / "release");
  if (!release) return std::nullopt;
  for (const std::string_view line : split(*release, '\n')) {
    constexpr std::string_view kStart = "JAVA_VERSION=\"";
    if (!line.starts_with(kStart)) continue;
    const std::string_view version = line.substr(kStart.size(), line.find('"', kStart.size()) - kStart.size());
    return std::string(version.starts_with("1.8.") ? "8" : version);
  }
  return std::nullopt;
}

void add(std::vector<Java>& found, const fs::path& home) {
  if (!file_exists(home / "bin" / "java")) return;
  if (auto version = version_of(home)) found.push_back({home, *version, major_of(*version)});
}

std::vector<Java> all_of(const JavaPlaces& places) {
  std::vector<Java> found;
  for (const fs::path& home : places.homes) add(found, home);
  for (const fs::path& folder : places.folders) {
    std::vector<fs::path> homes;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) homes.push_back(entry.path());
    std::ranges::sort(homes);
    for (const fs::path& home : homes) add(found, home);
  }
  return found;
}

}  // namespace

JavaPlaces JavaPlaces::from_environment() {
  JavaPlaces places{.homes = {}, .folders = {"/usr/lib/jvm"}};
  if (const char* home = std::getenv("JAVA_HOME"); home != nullptr && *home != '\0') places.homes.emplace_back(home);
  if (const auto java = system::find_program("java")) {
    std::error_code error;
    const fs::path real = fs::canonical(*java, error);
    if (!error) places.homes.push_back(real.parent_path().parent_path());
  }
  if (const char* home = std::getenv("HOME")) places.folders.push_back(fs::path(home) / ".sdkman/candidates/java");
  return places;
}

std::optional<Java> find_java(const JavaPlaces& places, std::string_view version) {
  const std::vector<Java> found = all_of(places);
  if (found.empty()) return std::nullopt;
  const int wanted = major_of(version);
  // Those that are new enough come first, the nearest of them in front; of the others, the newest.
  const auto rank = [wanted](const Java& java) {
    return java.major >= wanted ? std::pair(0, java.major) : std::pair(1, -java.major);
  };
  return *std::ranges::min_element(found, {}, rank);
}

}  // namespace cxsam::runtime
