#include "build/tools.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "build/workflow.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> place_of(const Tool& tool) {
  for (const fs::path& folder : tool.folders)
    if (const auto found = system::find_program((folder / tool.name).string())) return found;
  return system::find_program(tool.name);
}

std::vector<std::string> places_looked_at(const Tool& tool) {
  std::vector<std::string> places;
  for (const fs::path& folder : tool.folders) places.push_back(folder.string());
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : split(path == nullptr ? "" : path, ':'))
    if (!folder.empty() && std::ranges::find(places, folder) == places.end()) places.emplace_back(folder);
  return places;
}

std::string missing(const Tool& tool) {
  return fmt::format("`{}` is missing; it was looked for in {}", tool.name, join(places_looked_at(tool), ", "));
}

std::string missing_as_sam(const Tool& tool, const std::string& runtime) {
  if (!tool.missing_as_sam.empty()) return tool.missing_as_sam;
  return fmt::format("Path resolution for runtime: {} of binary: {} was not successful", runtime, tool.name);
}

}  // namespace

Result<fs::path> find_tool(const Tool& tool, const std::string& runtime) {
  if (const auto found = place_of(tool)) return fs::absolute(*found);
  return fail(Error{runtime.empty() ? missing(tool) : missing_as_sam(tool, runtime)}.hint(tool.hint));
}

std::string identity_of(const Tool& tool) {
  const std::optional<fs::path> found = place_of(tool);
  if (!found) return "";
  std::error_code error;
  const fs::path real = fs::canonical(*found, error);
  if (error) return "";
  return fmt::format("{}, {} bytes", real.string(), fs::file_size(real, error));
}

std::string what_it_said(const system::CommandResult& result) {
  for (const std::string* text : {&result.err, &result.out})
    if (!trim(*text).empty()) return std::string(trim(*text));
  return "exit code " + std::to_string(result.exit_code);
}

Result<std::string> run_tool(system::Command command, std::string what, const Progress& progress,
                             std::string (*reason)(const system::CommandResult&)) {
  watch(command, std::move(what), progress);
  Result<system::CommandResult> result = system::run_command(command);
  if (!result) return fail(result.error());
  if (result->exit_code != 0) return fail(reason(*result));
  return std::move(result->out);
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

fs::path nearest_with(const fs::path& folder, const std::vector<std::string>& files) {
  for (fs::path place = folder;; place = place.parent_path()) {
    for (const std::string& file : files)
      if (file_exists(place / file)) return place;
    if (place == place.parent_path()) return {};
  }
}

}  // namespace cxsam::build
