#include "runtime/sandbox_steps.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>

namespace cxsam::runtime {
namespace {

using Kind = SandboxStep::Kind;

// The C library and its loader, in the images of Amazon Linux 2 and 2023. A link to what is not there does no harm.
constexpr std::array<std::string_view, 6> kSystemLibraries{"ld-linux-x86-64.so.2", "libc.so.6",       "libm.so.6",
                                                           "libgcc_s.so.1",        "libpthread.so.0", "libdl.so.2"};

bool is_below(const std::filesystem::path& path, std::string_view folder) {
  const std::string text = path.lexically_normal().string();
  return text.size() > folder.size() && text.starts_with(folder) && text[folder.size()] == '/';
}

// Overlay options are separated by commas and its layers by colons.
std::string escape_layer(const std::string& path) {
  std::string escaped;
  for (const char c : path) {
    if (c == '\\' || c == ',' || c == ':') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Every folder on the way down to `path`, starting below `root`.
void make_folders(std::vector<SandboxStep>& steps, const std::filesystem::path& path, const std::string& root) {
  std::filesystem::path folder = root;
  for (const auto& part : path.lexically_relative(root)) {
    folder /= part;
    steps.push_back({.kind = Kind::Folder, .target = folder.string()});
  }
}

void write_files(std::vector<SandboxStep>& steps, const std::string& folder, const std::vector<SandboxFile>& files) {
  for (const SandboxFile& file : files) {
    const std::filesystem::path parent = std::filesystem::path(file.name).parent_path();
    if (!parent.empty()) make_folders(steps, folder / parent, folder);
    steps.push_back(
        {.kind = Kind::WriteFile, .target = folder + "/" + file.name, .content = file.content, .executable = file.executable});
  }
}

void make_mount_points(std::vector<SandboxStep>& steps, const SandboxSpec& spec, const std::string& folder) {
  for (const std::filesystem::path& path : kept_below(spec.keep, folder)) {
    std::error_code error;
    const bool is_file = std::filesystem::is_regular_file(path, error);
    make_folders(steps, is_file ? path.parent_path() : path, folder);
    if (is_file) steps.push_back({.kind = Kind::WriteFile, .target = path.string()});
  }
}

// Mounting over a folder hides what must stay visible there; a bind of its path back needs the old tree, which the working
// directory still is.
void keep_visible(std::vector<SandboxStep>& steps, const SandboxSpec& spec, const std::string& folder) {
  for (const std::filesystem::path& path : kept_below(spec.keep, folder))
    steps.push_back({.kind = Kind::Bind, .target = path.string(), .source = path.lexically_relative(folder).string()});
}

void show_parts(std::vector<SandboxStep>& steps, const std::vector<CodePart>& parts, const std::string& folder) {
  for (const CodePart& part : parts) {
    const std::string target = folder + "/" + part.path;
    switch (part.kind) {
      case CodePart::Kind::Link:
        steps.push_back({.kind = Kind::Link, .target = target, .source = part.source});
        break;
      case CodePart::Kind::FileOf:
        steps.push_back({.kind = Kind::WriteFile, .target = target});
        steps.push_back({.kind = Kind::BindReadOnly, .target = target, .source = part.source});
        break;
      case CodePart::Kind::Folder:
      case CodePart::Kind::FolderOf:
        steps.push_back({.kind = Kind::Folder, .target = target});
        if (part.kind == CodePart::Kind::FolderOf)
          steps.push_back({.kind = Kind::BindReadOnly, .target = target, .source = part.source});
        break;
    }
  }
}

void show_code(std::vector<SandboxStep>& steps, const SandboxSpec& spec) {
  if (!spec.code_files.empty()) {
    write_files(steps, "/var/task", spec.code_files);
  } else if (!spec.code_parts.empty()) {
    show_parts(steps, spec.code_parts, "/var/task");
  } else {
    steps.push_back({.kind = Kind::BindReadOnly, .target = "/var/task", .source = spec.code.string()});
  }
}

void add_layers(std::vector<SandboxStep>& steps, const SandboxSpec& spec) {
  steps.push_back({.kind = Kind::Enter, .target = "/opt"});
  if (spec.layers.size() == 1) {
    steps.push_back({.kind = Kind::BindReadOnly, .target = "/opt", .source = spec.layers.front().string()});
    return keep_visible(steps, spec, "/opt");
  }
  if (spec.layers.size() > 1) {
    std::string options = "lowerdir=";
    for (auto layer = spec.layers.rbegin(); layer != spec.layers.rend(); ++layer) {
      if (layer != spec.layers.rbegin()) options += ':';
      options += escape_layer(layer->string());
    }
    steps.push_back({.kind = Kind::Overlay, .target = "/opt", .source = options});
    return keep_visible(steps, spec, "/opt");
  }
  steps.push_back({.kind = Kind::Tmpfs, .target = "/opt", .source = "size=1m,mode=755"});
  make_mount_points(steps, spec, "/opt");
  keep_visible(steps, spec, "/opt");
  steps.push_back({.kind = Kind::ReadOnly, .target = "/opt"});
}

// /lib64 comes before the layers in LD_LIBRARY_PATH, so no more than Lambda has there.
void show_system_libraries(std::vector<SandboxStep>& steps, const std::filesystem::path& folder) {
  steps.push_back({.kind = Kind::Tmpfs, .target = "/lib64", .source = "size=64k,mode=755"});
  for (const std::string_view name : kSystemLibraries) {
    const std::string library(name);
    steps.push_back({.kind = Kind::Link, .target = "/lib64/" + library, .source = folder / library});
  }
}

// /var/lang/lib comes first in LD_LIBRARY_PATH: the loader asks for some ten subfolders of it before it looks into the next
// one, for each start of a program.
void link_libraries_of_language(std::vector<SandboxStep>& steps) {
  steps.push_back({.kind = Kind::Folder, .target = "/var/lang"});
  steps.push_back({.kind = Kind::Link, .target = "/var/lang/lib", .source = "/lib64"});
}

int bind(const char* source, const char* target) {
  return mount(source, target, nullptr, MS_BIND | MS_REC, nullptr) == 0 ? 0 : errno;
}

// The old root lies over the new one for a moment, and is taken away.
int change_root(const char* target) {
  const bool done =
      chdir(target) == 0 && syscall(SYS_pivot_root, ".", ".") == 0 && umount2(".", MNT_DETACH) == 0 && chdir("/") == 0;
  return done ? 0 : errno;
}

// In a user namespace a remount must keep the flags that the mount came with.
int make_read_only(const char* target) {
  struct statvfs info {};
  unsigned long flags = MS_BIND | MS_REMOUNT | MS_RDONLY;
  if (statvfs(target, &info) == 0) {
    if ((info.f_flag & ST_NOSUID) != 0) flags |= MS_NOSUID;
    if ((info.f_flag & ST_NODEV) != 0) flags |= MS_NODEV;
    if ((info.f_flag & ST_NOEXEC) != 0) flags |= MS_NOEXEC;
    if ((info.f_flag & ST_NOATIME) != 0) flags |= MS_NOATIME;
    if ((info.f_flag & ST_RELATIME) != 0) flags |= MS_RELATIME;
  }
  return mount(nullptr, target, nullptr, flags, nullptr) == 0 ? 0 : errno;
}

int write_whole(const PackedStep& step) {
  const int file = open(step.target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, step.executable ? 0755 : 0644);
  if (file < 0) return errno;
  std::string_view left = step.content;
  while (!left.empty()) {
    const ssize_t written = write(file, left.data(), left.size());
    if (written < 0) {
      const int error = errno;
      close(file);
      return error;
    }
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  close(file);
  return 0;
}

}  // namespace

std::vector<std::filesystem::path> kept_below(const std::vector<std::filesystem::path>& keep, std::string_view folder) {
  std::vector<std::filesystem::path> below;
  std::ranges::copy_if(keep, std::back_inserter(below), [&](const auto& path) { return is_below(path, folder); });
  return below;
}

std::vector<SandboxStep> ground_steps(const MachineFolders& machine) {
  std::vector<SandboxStep> steps;
  steps.push_back({.kind = Kind::Private, .target = "/"});
  steps.push_back({.kind = Kind::Enter, .target = "/var"});
  steps.push_back({.kind = Kind::Tmpfs, .target = "/var", .source = "size=64m,mode=755"});
  for (const std::string& name : machine.var) {
    if (name == "task" || name == "runtime") continue;
    steps.push_back({.kind = Kind::Folder, .target = "/var/" + name});
    steps.push_back({.kind = Kind::Bind, .target = "/var/" + name, .source = name, .optional = true});
  }
  steps.push_back({.kind = Kind::Folder, .target = "/var/runtime"});
  steps.push_back({.kind = Kind::Folder, .target = "/var/task"});
  steps.push_back({.kind = Kind::Proc, .target = "/proc", .optional = true});
  if (!machine.libraries.empty()) show_system_libraries(steps, machine.libraries);
  if (std::ranges::find(machine.var, "lang") == machine.var.end()) link_libraries_of_language(steps);
  return steps;
}

std::vector<SandboxStep> sandbox_steps(const SandboxSpec& spec) {
  std::vector<SandboxStep> steps;
  write_files(steps, "/var/runtime", spec.runtime_files);
  show_code(steps, spec);
  if (!spec.hosts.empty()) {
    steps.push_back({.kind = Kind::WriteFile, .target = "/var/hosts", .content = spec.hosts});
    steps.push_back({.kind = Kind::BindReadOnly, .target = "/etc/hosts", .source = "/var/hosts", .optional = true});
  }
  steps.push_back({.kind = Kind::ReadOnly, .target = "/var"});
  add_layers(steps, spec);
  steps.push_back({.kind = Kind::Enter, .target = "/tmp"});
  steps.push_back({.kind = Kind::Tmpfs, .target = "/tmp", .source = "size=" + std::to_string(spec.tmp_mb) + "m,mode=1777"});
  make_mount_points(steps, spec, "/tmp");
  keep_visible(steps, spec, "/tmp");
  return steps;
}

int take_step(const PackedStep& step) {
  const char* target = step.target;
  const auto result = [](int returned) { return returned == 0 ? 0 : errno; };
  switch (step.kind) {
    case Kind::Private:
      return result(mount(nullptr, target, nullptr, MS_REC | MS_PRIVATE, nullptr));
    case Kind::Enter:
      return result(chdir(target));
    case Kind::Folder:
      return mkdir(target, 0755) == 0 || errno == EEXIST ? 0 : errno;
    case Kind::Link:
      return result(symlink(step.source, target));
    case Kind::Bind:
      return bind(step.source, target);
    case Kind::BindReadOnly: {
      const int error = bind(step.source, target);
      return error != 0 ? error : make_read_only(target);
    }
    case Kind::Tmpfs:
      return result(mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, step.source));
    case Kind::Overlay:
      return result(mount("overlay", target, "overlay", MS_RDONLY, step.source));
    case Kind::ReadOnly:
      return make_read_only(target);
    case Kind::WriteFile:
      return write_whole(step);
    case Kind::Root:
      return change_root(target);
    case Kind::Proc:
      return result(mount("proc", target, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr));
  }
  return EINVAL;
}

}  // namespace cxsam::runtime
