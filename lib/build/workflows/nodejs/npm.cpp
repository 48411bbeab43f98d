#include "build/workflows/nodejs/npm.h"

#include <optional>

#include "base/text.h"
#include "json/json.h"
#include "system/command.h"
#include "system/packages.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;
using Paths = std::set<std::string, std::less<>>;

/// What went wrong in npm's words: neither its page of usage nor the place of its log, which repeats all of this.
std::string reason(const system::CommandResult& result) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(result.err, '\n')) {
    const std::string_view text = trim(line);
    if (text.ends_with("Usage:") || text.find("complete log of this run") != std::string_view::npos) break;
    if (!text.empty() && text != "npm error" && text != "npm ERR!") lines.emplace_back(text);
  }
  return lines.empty() ? "exit code " + std::to_string(result.exit_code) : join(lines, "\n");
}

/// Nothing when the text from `begin` to `end` is no such list.
std::optional<Paths> paths_in(std::string_view text) {
  const Result<Json> packages = parse_json(text);
  if (!packages || !packages->is_array() || packages->empty() || !packages->front().is_object()) return std::nullopt;
  const auto files = packages->front().find("files");
  if (files == packages->front().end() || !files->is_array()) return std::nullopt;
  Paths paths;
  for (const Json& file : *files)
    if (file.is_object() && file.contains("path") && file["path"].is_string()) paths.insert(file["path"].get<std::string>());
  return paths;
}

}  // namespace

Result<std::string> npm(std::vector<std::string> words, const fs::path& folder, const Progress& progress) {
  system::Command command;
  const std::string what = "npm " + words.front();
  command.words = std::move(words);
  command.words.insert(command.words.begin(), "npm");
  command.words.emplace_back("--loglevel=error");
  command.folder = folder;
  command.environment = {{"npm_config_update_notifier", "false"}, {"npm_config_fund", "false"}, {"npm_config_audit", "false"}};
  watch(command, what, progress);
  if (what == "npm pack") command.on_output = nullptr;  // a list for this program
  Result<system::CommandResult> result = system::run_command(command);
  if (!result) return fail(Error(result.error()).hint(system::how_to_install("node")));
  if (result->exit_code != 0) return fail("NPM Failed: " + reason(*result));
  return std::move(result->out);
}

Result<Paths> packed_paths(const fs::path& folder, const Progress& progress) {
  const Result<std::string> output = npm({"pack", "--dry-run", "--json"}, folder, progress);
  if (!output) return fail(output.error());
  return read_packed_paths(*output);
}

Result<Paths> read_packed_paths(std::string_view output) {
  // The list begins and ends with a line that is a bracket alone; what stands last is npm's.
  const std::vector<std::string_view> lines = split(output, '\n');
  for (std::size_t end = lines.size(); end-- > 0;) {
    if (lines[end] != "]") continue;
    for (std::size_t begin = end; begin-- > 0;) {
      if (lines[begin] != "[") continue;
      const char* from = lines[begin].data();
      const std::string_view list(from, static_cast<std::size_t>(lines[end].data() + 1 - from));
      if (std::optional<Paths> paths = paths_in(list)) return std::move(*paths);
    }
  }
  return fail("npm pack did not say what it packs");
}

}  // namespace cxsam::build::nodejs
