#include "system/packages.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::system {
namespace {

constexpr std::array<std::string_view, 5> kManagers{"apt-get install", "dnf install", "apk add", "pacman -S", "zypper install"};

/// As ID and ID_LIKE name distributions, with their place among the managers.
constexpr std::array<std::pair<std::string_view, std::size_t>, 6> kDistributions{
    {{"debian", 0}, {"fedora", 1}, {"rhel", 1}, {"alpine", 2}, {"arch", 3}, {"suse", 4}}};

struct Packages {
  std::string_view program;
  std::array<std::string_view, kManagers.size()> names;
};

constexpr std::array<Packages, 7> kPackages{{
    {"go", {"golang", "golang", "go", "go", "go"}},
    {"java", {"default-jdk-headless", "java-headless", "openjdk21-jre-headless", "jre-openjdk-headless", "java-headless"}},
    {"libcurl", {"libcurl4", "libcurl", "libcurl", "curl", "libcurl4"}},
    {"mvn", {"maven", "maven", "maven", "maven", "maven"}},
    {"node", {"nodejs npm", "nodejs npm", "nodejs npm", "nodejs npm", "nodejs npm"}},
    {"python3", {"python3 python3-pip", "python3 python3-pip", "python3 py3-pip", "python python-pip", "python3 python3-pip"}},
    {"ruby", {"ruby bundler", "ruby rubygem-bundler", "ruby ruby-bundler", "ruby ruby-bundler", "ruby"}},
}};

/// The words of `ID="..."` and `ID_LIKE="..."`, the nearest first.
std::string ids_of(std::string_view os_release) {
  std::string ids;
  for (const std::string_view key : {"ID=", "ID_LIKE="})
    for (const std::string_view line : split(os_release, '\n'))
      if (line.starts_with(key)) ids += replace_all(std::string(line.substr(key.size())), "\"", "") + " ";
  return ids;
}

}  // namespace

std::string how_to_install(std::string_view program, std::string_view os_release) {
  const auto* const packages = std::ranges::find(kPackages, program, &Packages::program);
  const std::string ids = ids_of(os_release);
  for (const std::string_view id : split(ids, ' ')) {
    const auto* const known = std::ranges::find(kDistributions, id, &decltype(kDistributions)::value_type::first);
    if (known == kDistributions.end() || packages == kPackages.end()) continue;
    return std::string(kManagers.at(known->second)) + " " + std::string(packages->names.at(known->second));
  }
  return "install `" + std::string(program) + "`";
}

std::string how_to_install(std::string_view program) {
  return how_to_install(program, read_file("/etc/os-release").value_or(""));
}

}  // namespace cxsam::system
