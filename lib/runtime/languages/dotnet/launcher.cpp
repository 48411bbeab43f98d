// .NET: programs that bring AWS's client (Amazon.Lambda.RuntimeSupport) along, and class libraries that have it among their
// packages. Sources: AWS Lambda developer guide, "Define Lambda function handler in C#"; .NET, "dotnet exec".
#include <string>

#include "base/file.h"
#include "facts/runtimes.h"
#include "runtime/interpreter.h"
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
  const auto dotnet = system::find_program("dotnet");
  if (!dotnet) {
    return fail(Error{"`" + spec.function.logical_id + "` needs .NET " + version + " and no `dotnet` is on PATH"}.hint(
        "install it: apt-get install dotnet-runtime-" + version + (version.find('.') == std::string::npos ? ".0" : "") +
        ", or see https://dot.net"));
  }
  if (auto missing = find_missing_file(spec, handler)) return fail(std::move(*missing));
  const std::string base = layout.task + "/" + handler.assembly;
  launch.arguments = {fs::path(*dotnet).string(), "exec", "--runtimeconfig", base + ".runtimeconfig.json"};
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
  launch.keep.push_back(installation_of(*dotnet));
  return launch;
}

}  // namespace

extern const Language language_dotnet{
    .family = "dotnet", .name = ".NET", .extension = "", .helper = "", .launch = launch_dotnet};

}  // namespace cxsam::runtime
