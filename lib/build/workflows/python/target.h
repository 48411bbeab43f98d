// Which wheels a function can load.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cxsam::build::python {

struct Target {
  int minor = 0;             // 11 of Python 3.11
  std::string architecture;  // "x86_64" or "arm64"

  [[nodiscard]] std::string version() const { return "3." + std::to_string(minor); }
};

/// Of the method "python3.11".
Target make_target(std::string_view method, std::string_view architecture);

/// The minor version of the runtime's C library, glibc 2.x.
/// Source: AWS Lambda developer guide, "Lambda runtimes" (Amazon Linux 2 up to Python 3.11, Amazon Linux 2023 from 3.12; their
/// glibc is 2.26 and 2.34).
int glibc_of(const Target& target);

/// Platform tags, best first: those of the runtime's C library and older ones. Source: PEP 600.
std::vector<std::string> platforms(const Target& target);

/// pip's options that make it choose for the target instead of for this machine.
std::vector<std::string> pip_options(const Target& target);

/// Whether a wheel, by its file's name, is for the target. Source: PyPA specifications, "Platform compatibility tags".
bool fits(std::string_view wheel, const Target& target);

}  // namespace cxsam::build::python
