// What a function sees of the file system, as a list of steps that a child can take without allocating: code read-only at
// /var/task, layers at /opt, the bootstrap at /var/runtime, a private /tmp. The rest is the machine's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/code_parts.h"
#include "runtime/machine_folders.h"

namespace cxsam::runtime {

struct SandboxFile {
  std::string name;  // below the folder
  std::string_view content;
  bool executable = false;
};

struct SandboxSpec {
  std::filesystem::path code;                 // folder; unused when code_files is not empty
  std::vector<SandboxFile> code_files;        // inline code
  std::vector<CodePart> code_parts;           // of `code`, where links lead out of it
  std::vector<std::filesystem::path> layers;  // folders, lowest first, with a mount point for each of kept_below(keep, "/opt")
  std::vector<SandboxFile> runtime_files;     // for /var/runtime
  std::string_view hosts = {};                // for /etc/hosts in place of the machine's; "" for that
  std::uint32_t tmp_mb = 512;
  std::vector<std::filesystem::path> keep;  // paths of the machine that must stay visible, even below /tmp or /opt
};

struct SandboxStep {
  enum class Kind : std::uint8_t {
    Private,
    Enter,
    Folder,
    Link,
    Bind,
    BindReadOnly,
    Tmpfs,
    Overlay,
    ReadOnly,
    WriteFile,
    Proc,
    Root
  } kind;
  std::string target;
  // Bind: relative to the folder of the last Enter, or absolute. Link: what it says. Tmpfs, Overlay: options
  std::string source;
  std::string_view content = {};  // WriteFile
  bool executable = false;
  bool optional = false;
};

/// The same in memory of a child.
struct PackedStep {
  SandboxStep::Kind kind;
  const char* target;
  const char* source;
  std::string_view content;
  bool executable;
  bool optional;
};

/// What comes first whichever function it is for: an own view of the file system, an own /proc and an own /var, because the
/// machine need not have /var/task, and in /lib64 what Lambda has there.
std::vector<SandboxStep> ground_steps(const MachineFolders& machine);

/// What the function adds to that.
std::vector<SandboxStep> sandbox_steps(const SandboxSpec& spec);

/// What of `keep` a mount at `folder` would hide.
std::vector<std::filesystem::path> kept_below(const std::vector<std::filesystem::path>& keep, std::string_view folder);

/// Takes one step; 0 or errno. Safe after a fork.
int take_step(const PackedStep& step);

}  // namespace cxsam::runtime
