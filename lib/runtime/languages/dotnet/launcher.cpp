// .NET: programs that bring AWS's client (Amazon.Lambda.RuntimeSupport) along, and class libraries that have it among their
// packages. Sources: AWS Lambda developer guide, "Define Lambda function handler in C#"; .NET documentation, "dotnet exec",
// "Select the .NET version to use".
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "facts/runtimes.h"
#include "runtime/language.h"
#include "system/command.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kClient = "Amazon.Lambda.RuntimeSupport.dll";

/// What a handler names: `Assembly`, a program, or `Assembly::Namespace.Class::Method`.
struct Handler {
  std::string assembly;
  bool of_library = false;
};

Handler read_handler(const std::string& text) {
  const std::size_t colons = text.find("::");
  return {text.substr(0, colons), colons != std::string::npos};
}

/// Why an assembly cannot be run as what the handler says that it is.
std::optional<Error> find_missing_file(const FunctionSpec& spec, const Handler& handler) {
  const auto missing = [&](const std::string& file) {
    return Error{"`" + spec.function.logical_id + "` has no file `" + file + "` in `" + spec.shown_code() + "`"};
  };
  const std::string library = handler.assembly + ".dll";
  if (!file_exists(spec.code / library))
    return missing(library).hint("publish it: dotnet publish -c Release -o publish, and name that folder as CodeUri");
  const std::string config = handler.assembly + ".runtimeconfig.json";
  if (!file_exists(spec.code / config))
    return missing(config).hint(
        "set <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles> in the project and publish again");
  if (handler.of_library && !file_exists(spec.code / kClient)) {
    return missing(std::string(kClient))
        .hint(
            "Lambda's own client is not on this machine; add it to the project: dotnet add package "
            "Amazon.Lambda.RuntimeSupport");
  }
  return std::nullopt;
}

/// Where the installers of .NET put it, then PATH.
std::optional<fs::path> find_dotnet() {
  const auto below = [](const char* variable, const fs::path& rest) {
    const char* folder = std::getenv(variable);
    return folder != nullptr && *folder == '/' ? system::find_program((folder / rest).string()) : std::nullopt;
  };
  if (auto named = below("DOTNET_ROOT", "dotnet")) return named;
  if (auto own = below("HOME", ".dotnet/dotnet")) return own;
  return system::find_program("dotnet");
}

/// The version of .NET that there is for a program made for `wanted` ("8"): of that one, else of the next newer. "" if unknown.
std::string version_for(const fs::path& installation, std::string_view wanted) {
  const auto major_of = [](std::string_view version) { return parse_int(version.substr(0, version.find('.'))).value_or(0); };
  std::string best;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(installation / "shared/Microsoft.NETCore.App", error)) {
    const std::string version = entry.path().filename().string();
    const auto major = major_of(version);
    if (major >= major_of(wanted) && (best.empty() || major < major_of(best))) best = version;
  }
  return best;
}

/// A newer .NET runs what was made for an older one, unless the program says otherwise.
bool says_what_may_run_it(const fs::path& config) {
  return read_file(config).value_or("").find("\"rollForward\"") != std::string::npos;
}

Result<Launch> launch_dotnet(const FunctionSpec& spec, const Layout& layout) {
  const Handler handler = read_handler(spec.function.handler);
  Launch launch;
  launch.environment = {{"AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.function.runtime}, {"DOTNET_CLI_TELEMETRY_OPTOUT", "1"}};
  launch.wrapped = true;
  const fs::path alone = spec.code / handler.assembly;  // published with its runtime, or compiled ahead of time
  if (!handler.of_library && !handler.assembly.empty() && file_exists(alone) &&
      !file_exists(spec.code / (handler.assembly + ".dll"))) {
    launch.arguments = {layout.task + "/" + handler.assembly};
    return launch;
  }
  const std::string version(facts::find_runtime(spec.function.runtime)->version);
  const auto dotnet = find_dotnet();
  if (!dotnet) {
    return fail(Error{"`" + spec.function.logical_id + "` needs .NET " + version + " and no `dotnet` is on PATH"}.hint(
        "https://dot.net says how your system gets the package dotnet-runtime-" + version +
        (version.find('.') == std::string::npos ? ".0" : "")));
  }
  if (auto missing = find_missing_file(spec, handler)) return fail(std::move(*missing));
  const std::string base = layout.task + "/" + handler.assembly;
  const std::string config = handler.assembly + ".runtimeconfig.json";
  launch.arguments = {dotnet->string(), "exec", "--runtimeconfig", layout.task + "/" + config};
  if (!says_what_may_run_it(spec.code / config)) launch.arguments.insert(launch.arguments.end(), {"--roll-forward", "Major"});
  if (file_exists(spec.code / (handler.assembly + ".deps.json"))) {
    launch.arguments.emplace_back("--depsfile");
    launch.arguments.push_back(base + ".deps.json");
  }
  if (handler.of_library) {
    launch.arguments.push_back(layout.task + "/" + std::string(kClient));
    launch.arguments.push_back(spec.function.handler);
  } else {
    launch.arguments.push_back(base + ".dll");
  }
  const fs::path installation = fs::weakly_canonical(*dotnet).parent_path();
  launch.keep.push_back(installation);
  launch.version = version_for(installation, version);
  return launch;
}

}  // namespace

extern const Language language_dotnet{
    .family = "dotnet", .name = ".NET", .extension = "", .helper = "", .launch = launch_dotnet};

}  // namespace cxsam::runtime
