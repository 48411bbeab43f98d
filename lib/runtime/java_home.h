// Finds the Java of this machine without starting it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::runtime {

/// Where to look: from the environment, or given by a test.
struct JavaPlaces {
  std::vector<std::filesystem::path> homes;    // installations, the preferred one first: $JAVA_HOME, that of `java` on PATH
  std::vector<std::filesystem::path> folders;  // of installations: /usr/lib/jvm, those of SDKMAN
  static JavaPlaces from_environment();
};

struct Java {
  std::filesystem::path home;
  std::string version;  // "17.0.15", "8" for "1.8.0_392"
  int major = 0;
};

/// The installation of that version ("21", "8.al2"), else the nearest newer one, which runs the same classes, else the newest
/// that there is.
std::optional<Java> find_java(const JavaPlaces& places, std::string_view version);

}  // namespace cxsam::runtime
