// .NET: what `dotnet publish` makes of the project in the folder.
// Source: AWS Lambda developer guide, "Deploy a .NET Lambda function with the AWS SAM CLI" and ".NET Core CLI"; .NET
// documentation, "dotnet publish".
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kExcluded{".aws-sam", ".git", "bin", "obj", ".vs", ".vscode"};

bool accepts(std::string_view method, const fs::path&) { return method.starts_with("dotnet"); }

std::vector<Tool> tools(const Job&) {
  Tool dotnet{.name = "dotnet",
              .hint = "install the .NET SDK: https://dotnet.microsoft.com/download",
              .missing_as_sam = "No dotnet cli executable found!"};
  if (is_set("DOTNET_ROOT")) dotnet.folders.emplace_back(std::getenv("DOTNET_ROOT"));
  if (is_set("HOME")) dotnet.folders.push_back(fs::path(std::getenv("HOME")) / ".dotnet");
  return {dotnet};
}

std::vector<fs::path> projects_in(const fs::path& folder) {
  std::vector<fs::path> projects;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (const fs::path kind = entry.path().extension(); kind == ".csproj" || kind == ".fsproj" || kind == ".vbproj")
      projects.push_back(entry.path());
  return projects;
}

/// Projects that this one refers to: `<ProjectReference Include="..\Shared\Shared.csproj" />`.
void add_references(const fs::path& project, std::vector<fs::path>& folders) {
  constexpr std::string_view kBegin = "<ProjectReference";
  const std::string text = read_file(project).value_or("");
  for (std::size_t at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at + 1)) {
    const std::size_t begin = text.find("Include=\"", at);
    if (begin == std::string::npos) break;
    const std::size_t end = text.find('"', begin + 9);
    if (end == std::string::npos) break;
    const std::string named = replace_all(text.substr(begin + 9, end - begin - 9), "\\", "/");
    const fs::path other = (project.parent_path() / named).lexically_normal();
    if (std::ranges::find(folders, other.parent_path()) != folders.end() || !file_exists(other)) continue;
    folders.push_back(other.parent_path());
    add_references(other, folders);
  }
}

std::vector<fs::path> inputs(const Job& job) {
  std::vector<fs::path> folders;
  for (const fs::path& project : projects_in(job.source)) add_references(project, folders);
  std::erase_if(folders, [&](const fs::path& folder) { return is_inside(folder, job.source); });
  return folders;
}

constexpr int kFindsNoSdk = 145;  // of its host: LibHostSdkFindFailure

/// Its errors are on standard output, between what it tells of its work. A runtime has no `publish` and says so several times.
std::string errors_of(const system::CommandResult& result) {
  if (result.exit_code == kFindsNoSdk)
    return "`dotnet` finds no SDK for this project, and a runtime alone builds nothing; install the .NET SDK: "
           "https://dotnet.microsoft.com/download";
  std::vector<std::string> errors;
  for (const std::string_view line : split(result.out, '\n')) {
    std::string text(trim(line));
    if (text.find(": error ") != std::string::npos && std::ranges::find(errors, text) == errors.end())
      errors.push_back(std::move(text));
  }
  return errors.empty() ? what_it_said(result) : join(errors, "\n");
}

/// Why publishing failed, where a `dotnet` that only runs programs is the whole reason.
std::optional<Error> lack_of_sdk(const fs::path& dotnet, const Progress& progress) {
  const Result<std::string> sdks = run_tool({.words = {dotnet.string(), "--list-sdks"}}, "dotnet --list-sdks", progress);
  if (!sdks || !trim(*sdks).empty()) return std::nullopt;
  std::error_code ignored;
  const fs::path real = fs::canonical(dotnet, ignored);
  return Error{"`" + dotnet.string() + "` has no .NET SDK, which builds need: it was looked for in " +
               (real.parent_path() / "sdk").string()}
      .hint("install the .NET SDK: https://dotnet.microsoft.com/download")
      .hint("or put the folder of a `dotnet` that has one into DOTNET_ROOT");
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry>, const Progress& progress) {
  const std::vector<fs::path> projects = projects_in(job.source);
  if (projects.empty())
    return fail(Error{"`" + job.source.string() + "` has no .NET project (*.csproj, *.fsproj)"}.hint(
        "CodeUri names the folder of the project"));
  progress.step("RunPackageAction");
  // Custom runtimes bring no .NET along.
  const bool alone = job.runtime.starts_with("provided");
  system::Command dotnet;
  dotnet.words = {job.tools.at("dotnet").string(),
                  "publish",
                  "--nologo",
                  "--configuration",
                  job.debug ? "Debug" : "Release",
                  "--runtime",
                  job.architecture == "arm64" ? "linux-arm64" : "linux-x64",
                  alone ? "--self-contained" : "--no-self-contained",
                  "--output",
                  job.artifacts.string(),
                  "-p:GenerateRuntimeConfigurationFiles=true"};
  dotnet.folder = job.source;
  dotnet.environment = {{"DOTNET_CLI_TELEMETRY_OPTOUT", "1"}, {"DOTNET_NOLOGO", "1"}};
  const Result<std::string> built = run_tool(std::move(dotnet), "dotnet publish", progress, errors_of);
  if (built) return {};
  Error error = lack_of_sdk(job.tools.at("dotnet"), progress).value_or(built.error());
  error.message = "Dotnet CLI Failed: " + error.message;
  return fail(std::move(error));
}

}  // namespace

extern const Workflow workflow_dotnet{.name = "dotnet",
                                      .builder = "DotnetCliPackageBuilder",
                                      .manifest = "",
                                      .layer_folder = "dotnet",
                                      .excluded_names = kExcluded,
                                      .place = Place::Source,
                                      .accepts = accepts,
                                      .tools = tools,
                                      .dependency_inputs = inputs,
                                      .assemble = assemble};

}  // namespace cxsam::build
