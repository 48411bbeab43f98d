#include "runtime/image/launch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "system/beneath.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;
using Kind = SandboxStep::Kind;

// Where the machine's root is until the image's takes its place.
const std::string kStage = "/tmp";
constexpr std::string_view kSearchPath =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";  // as container engines have it

bool is_program(const Descriptor& root, const std::string& path) {
  const Descriptor file = system::open_beneath(root.get(), path, O_PATH);
  struct stat info {};
  return file.valid() && ::fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & 0111U) != 0;
}

/// "python3" as a path of the image; "" when it has no such program.
std::string find_in_image(const Descriptor& root, const std::string& name, const std::string& folder,
                          std::string_view search_path) {
  if (name.find('/') != std::string::npos) {
    const std::string path = (fs::path(folder) / name).lexically_normal().string();
    return is_program(root, path) ? path : "";
  }
  for (const std::string_view each : split(search_path, ':')) {
    const std::string path = (fs::path("/") / each / name).string();
    if (is_program(root, path)) return path;
  }
  return "";
}

Error nothing_to_start(const FunctionSpec& spec) {
  return Error{"the image of `" + spec.function.full_path() + "` does not say what is started"}.hint(
      "name it in the template: ImageConfig: {EntryPoint: [/lambda-entrypoint.sh], Command: [app.handler]}");
}

}  // namespace

Result<Launch> launch_image(const FunctionSpec& spec, const ImageConfig& config) {
  const application::Image& own = *spec.image;
  const Descriptor root(::open(spec.code.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root.valid()) return fail("cannot open `" + spec.code.string() + "`: " + errno_text(errno));

  Launch launch{.arguments = own.entry_point.empty() ? config.entry_point : own.entry_point};
  std::ranges::copy(own.command.empty() ? config.command : own.command, std::back_inserter(launch.arguments));
  if (launch.arguments.empty()) return fail(nothing_to_start(spec));
  launch.environment["PATH"] = kSearchPath;
  for (const std::string& variable : config.environment) {
    const std::size_t equals = std::min(variable.find('='), variable.size());
    launch.environment[variable.substr(0, equals)] = variable.substr(std::min(equals + 1, variable.size()));
  }
  launch.folder = own.working_directory.empty() ? config.working_directory : own.working_directory;
  if (launch.folder.empty()) launch.folder = "/";
  const std::string program = find_in_image(root, launch.arguments.front(), launch.folder, launch.environment["PATH"]);
  if (program.empty())
    return fail("the image of `" + spec.function.full_path() + "` has no program `" + launch.arguments.front() + "`");
  launch.arguments.front() = program;
  return launch;
}

std::vector<SandboxStep> image_steps(const fs::path& root, std::uint32_t tmp_mb, std::string_view hosts) {
  std::vector<SandboxStep> steps;
  steps.push_back({.kind = Kind::Enter, .target = root.string()});  // it may lie below the stage
  steps.push_back({.kind = Kind::Tmpfs, .target = kStage, .source = "size=16m,mode=755"});
  const auto is_mounted = [](std::string_view name) {
    return name == "proc" || name == "dev" || name == "tmp" || name == "sys";
  };
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(root, error)) {
    const std::string name = entry.path().filename().string();
    if (is_mounted(name)) continue;
    const std::string target = kStage + "/" + name;
    if (entry.is_symlink(error)) {
      steps.push_back({.kind = Kind::Link, .target = target, .source = fs::read_symlink(entry.path(), error).string()});
      continue;
    }
    const bool folder = entry.is_directory(error);
    if (!folder && !entry.is_regular_file(error)) continue;
    steps.push_back({.kind = folder ? Kind::Folder : Kind::WriteFile, .target = target});
    steps.push_back({.kind = Kind::BindReadOnly, .target = target, .source = name});
  }
  for (const char* name : {"/proc", "/dev", "/sys", "/tmp"}) steps.push_back({.kind = Kind::Folder, .target = kStage + name});
  steps.push_back({.kind = Kind::Bind, .target = kStage + "/dev", .source = "/dev"});
  steps.push_back({.kind = Kind::Proc, .target = kStage + "/proc", .optional = true});
  steps.push_back({.kind = Kind::Tmpfs, .target = kStage + "/tmp", .source = "size=" + std::to_string(tmp_mb) + "m,mode=1777"});
  std::string names = "/etc/hosts";
  if (!hosts.empty()) {
    names = kStage + "/.hosts";
    steps.push_back({.kind = Kind::WriteFile, .target = names, .content = hosts});
  }
  steps.push_back({.kind = Kind::BindReadOnly, .target = kStage + "/etc/hosts", .source = names, .optional = true});
  steps.push_back(
      {.kind = Kind::BindReadOnly, .target = kStage + "/etc/resolv.conf", .source = "/etc/resolv.conf", .optional = true});
  steps.push_back({.kind = Kind::ReadOnly, .target = kStage});
  steps.push_back({.kind = Kind::Root, .target = kStage});
  return steps;
}

std::string_view machine_architecture() {
#if defined(__aarch64__)
  return "arm64";
#else
  return "amd64";
#endif
}

}  // namespace cxsam::runtime
