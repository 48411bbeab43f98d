#include "build/workflows/go/module.h"

#include <deque>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "build/tools.h"

namespace cxsam::build::go {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxModules = 500;

std::string_view without_comment(std::string_view line) { return trim(line.substr(0, line.find("//"))); }

std::string unquoted(std::string_view word) {
  const bool quoted = word.size() > 1 && (word.front() == '"' || word.front() == '`') && word.back() == word.front();
  return std::string(quoted ? word.substr(1, word.size() - 2) : word);
}

bool is_folder(std::string_view word) { return word.starts_with("./") || word.starts_with("../") || word.starts_with('/'); }

/// Of one line within a directive.
void add_folder(std::string_view directive, std::string_view text, std::vector<std::string>& folders) {
  std::string_view target = text;
  if (directive == "replace") {
    const std::size_t arrow = text.find("=>");
    if (arrow == std::string_view::npos) return;
    target = trim(text.substr(arrow + 2));
  } else if (directive != "use") {
    return;
  }
  std::string word = unquoted(target);
  if (directive == "use" ? !word.empty() : is_folder(word)) folders.push_back(std::move(word));
}

}  // namespace

std::vector<std::string> local_folders(std::string_view text) {
  std::vector<std::string> folders;
  std::string block;  // the directive whose lines follow
  for (const std::string_view each : split(text, '\n')) {
    const std::string_view line = without_comment(each);
    if (line.empty()) continue;
    if (!block.empty()) {
      if (line == ")") {
        block.clear();
      } else {
        add_folder(block, line, folders);
      }
      continue;
    }
    const std::size_t end = line.find_first_of(" \t(");
    const std::string_view directive = line.substr(0, end);
    const std::string_view rest = end == std::string_view::npos ? "" : trim(line.substr(end));
    if (rest == "(") {
      block = directive;
    } else {
      add_folder(directive, rest, folders);
    }
  }
  return folders;
}

std::vector<fs::path> further_inputs(const fs::path& folder) {
  std::set<fs::path> inputs;
  std::deque<fs::path> open;
  const auto add = [&](const fs::path& place) {
    const fs::path normal = place.lexically_normal();
    if (normal.empty() || inputs.size() >= kMaxModules) return;
    if (inputs.insert(normal).second) open.push_back(normal);
  };
  add(nearest_with(folder, {"go.mod"}));
  const fs::path workspace = nearest_with(folder, {"go.work"});
  if (!workspace.empty()) {
    for (const char* file : {"go.work", "go.work.sum"}) inputs.insert(workspace / file);
    for (const std::string& used : local_folders(read_file(workspace / "go.work").value_or(""))) add(workspace / used);
  }
  for (; !open.empty(); open.pop_front()) {
    const fs::path module = open.front();
    for (const std::string& named : local_folders(read_file(module / "go.mod").value_or("")))
      add(fs::path(named).is_absolute() ? fs::path(named) : module / named);
  }
  std::erase_if(inputs, [&](const fs::path& place) { return is_inside(place, folder); });
  return {inputs.begin(), inputs.end()};
}

}  // namespace cxsam::build::go
