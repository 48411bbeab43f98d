#include "system/program.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kAmd64 = 62;
constexpr unsigned kAArch64 = 183;

bool is_shared_object(const std::string& name) {
  return name.ends_with(".so") || name.ends_with(".node") || name.find(".so.") != std::string::npos;
}

/// The processor of an ELF file that begins so.
std::string_view processor_in(std::string_view head) {
  constexpr std::size_t kMachine = 18;
  if (!head.starts_with("\x7F"
                        "ELF") ||
      head.size() < kMachine + 2)
    return "";
  const unsigned machine = static_cast<unsigned char>(head[kMachine]) | static_cast<unsigned char>(head[kMachine + 1]) << 8U;
  if (machine == kAmd64) return "x86_64";
  return machine == kAArch64 ? "arm64" : "another processor";
}

/// The first bytes; shorter for a file that has fewer.
std::string beginning_of(const fs::path& file) {
  std::string text(256, '\0');
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const ssize_t size = opened.valid() ? ::read(opened.get(), text.data(), text.size()) : 0;
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

}  // namespace

std::string_view processor_of(const fs::path& file) { return processor_in(beginning_of(file)); }

std::optional<ForeignFile> find_foreign(const fs::path& folder, std::string_view architecture) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (!is_shared_object(at->path().filename().string()) || !at->is_regular_file(ignored)) continue;
    const std::string_view processor = processor_of(at->path());
    if (!processor.empty() && processor != architecture)
      return ForeignFile{at->path().lexically_relative(folder), std::string(processor)};
  }
  return std::nullopt;
}

std::optional<Error> find_start_fault(const fs::path& file, std::string_view architecture) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  if ((info.st_mode & 0111U) == 0) return Error{"is not executable"}.hint("chmod +x " + file.string());
  const std::string text = beginning_of(file);
  const std::string_view processor = processor_in(text);
  if (!processor.empty()) {
    if (architecture.empty() || processor == architecture) return std::nullopt;
    return Error{"is a program for " + std::string(processor) + ", not for " + std::string(architecture)}.hint(
        "compile it for " + std::string(architecture) + ", or change `Architectures`");
  }
  if (!text.starts_with("#!"))
    return Error{"is neither a program nor a script that begins with `#!`"}.hint("begin it with #!/bin/sh");
  const std::string line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r'))
    return Error{"has the line ends of Windows, so that its interpreter is not found"}.hint("sed -i 's/\\r$//' " +
                                                                                            file.string());
  return std::nullopt;
}

}  // namespace cxsam::system
