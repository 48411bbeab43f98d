// Whether the kernel can start a file, and for which processor a compiled one is.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::system {

/// "x86_64" or "arm64" for an ELF file of one of Lambda's processors, "another processor" for other ELF files, "" for what is
/// no ELF file. Source: System V ABI, "ELF Header" (e_machine).
std::string_view processor_of(const std::filesystem::path& file);

struct ForeignFile {
  std::filesystem::path path;  // relative to the folder
  std::string processor;
};

/// The first shared object below `folder` (by name: "*.so", "*.so.1", "*.node") that `architecture` cannot load.
std::optional<ForeignFile> find_foreign(const std::filesystem::path& folder, std::string_view architecture);

/// Why execve() would refuse the file, with what to do: it may not be executed, its `#!` line ends as on Windows, it is neither
/// a program nor a script, or a program for another processor than `architecture` ("" = any). Nothing for a file that can be
/// started, and for none at all. The message goes on after the file's name: "is not executable".
std::optional<Error> find_start_fault(const std::filesystem::path& file, std::string_view architecture);

}  // namespace cxsam::system
