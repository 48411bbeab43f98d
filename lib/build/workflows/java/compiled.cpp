#include "build/workflows/java/compiled.h"

#include "base/file.h"
#include "base/text.h"

namespace cxsam::build::java {
namespace {

namespace fs = std::filesystem;

constexpr int kVersionBeforeFirst = 44;  // class files of Java 1 have version 45

}  // namespace

std::optional<int> version_of(std::string_view method) {
  if (!method.starts_with("java")) return std::nullopt;
  const std::string_view version = method.substr(4);
  const auto number = parse_int(version.substr(0, version.find('.')));
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<int> version_needed(std::string_view class_file) {
  if (!class_file.starts_with("\xCA\xFE\xBA\xBE") || class_file.size() < 8) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<int>(static_cast<unsigned char>(class_file[at])); };
  return byte(6) * 256 + byte(7) - kVersionBeforeFirst;
}

void note_too_new(const Job& job, const Progress& progress) {
  const std::optional<int> known = version_of(job.method);
  if (!known) return;
  std::error_code error;
  for (fs::recursive_directory_iterator at(job.artifacts, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename() == "META-INF") at.disable_recursion_pending();  // classes for several versions of Java
    if (at->path().extension() != ".class") continue;
    const Result<std::string> bytes = read_file(at->path());
    const std::optional<int> needed = bytes ? version_needed(*bytes) : std::nullopt;
    if (!needed || *needed <= *known) continue;
    progress.note("Warning: `" + at->path().lexically_relative(job.artifacts).string() + "` was compiled for Java " +
                  std::to_string(*needed) + ", which " + job.method + " cannot load");
    progress.note("  hint: have the compiler make code for Java " + std::to_string(*known) +
                  ": maven.compiler.release in pom.xml, options.release in build.gradle");
    return;
  }
}

bool is_library(const fs::path& jar) {
  const std::string name = jar.stem().string();
  if (jar.extension() != ".jar" || name.starts_with("original-")) return false;
  return !name.ends_with("-sources") && !name.ends_with("-javadoc") && !name.ends_with("-tests");
}

}  // namespace cxsam::build::java
