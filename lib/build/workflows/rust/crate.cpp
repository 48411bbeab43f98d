#include "build/workflows/rust/crate.h"

#include <deque>
#include <set>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::build::rust {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPackages = 500;

std::string manifest_of(const fs::path& folder) { return read_file(folder / "Cargo.toml").value_or(""); }

/// The root of the workspace above the package; "" when there is none.
fs::path workspace_of(const fs::path& folder) {
  for (fs::path place = folder;; place = place.parent_path()) {
    if (manifest_of(place).find("[workspace") != std::string::npos) return place;
    if (place == place.parent_path()) return {};
  }
}

}  // namespace

std::vector<std::string> local_folders(std::string_view manifest) {
  std::vector<std::string> folders;
  for (const std::string_view line : split(manifest, '\n')) {
    const std::string_view text = line.substr(0, line.find('#'));
    for (std::size_t at = text.find("path"); at != std::string_view::npos; at = text.find("path", at + 1)) {
      const std::string_view rest = trim(text.substr(at + 4));
      if (!rest.starts_with('=')) continue;
      const std::string_view value = trim(rest.substr(1));
      if (value.size() < 2 || (value.front() != '"' && value.front() != '\'')) continue;
      const std::size_t end = value.find(value.front(), 1);
      if (end == std::string_view::npos) continue;
      const std::string_view folder = value.substr(1, end - 1);
      if (!folder.empty() && !folder.ends_with(".rs")) folders.emplace_back(folder);
    }
  }
  return folders;
}

std::vector<fs::path> further_inputs(const fs::path& folder) {
  std::set<fs::path> inputs;
  std::deque<fs::path> open{folder};
  const auto add = [&](const fs::path& place) {
    if (inputs.size() < kMaxPackages && inputs.insert(place).second) open.push_back(place);
  };
  if (const fs::path root = workspace_of(folder); !root.empty()) add(root);
  for (; !open.empty(); open.pop_front()) {
    const fs::path place = open.front();
    for (const std::string& named : local_folders(manifest_of(place))) add((place / named).lexically_normal());
  }
  std::erase_if(inputs, [&](const fs::path& place) { return is_inside(place, folder); });
  return {inputs.begin(), inputs.end()};
}

}  // namespace cxsam::build::rust
