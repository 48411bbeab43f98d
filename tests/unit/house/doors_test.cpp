// The architecture as a test: every `#include` of the program goes through a door of the table in docs/architecture.md.
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

struct Doors {
  std::map<std::string, std::set<std::string>> modules;  // transitive, each module itself included
  std::map<std::string, std::string> third_party;        // prefix of the header -> the only module
};

/// The words between commas or blanks.
std::set<std::string> words(std::string_view text) {
  std::set<std::string> result;
  for (const std::string_view part : split(text, ' ')) {
    const std::string_view word = part.ends_with(',') ? part.substr(0, part.size() - 1) : part;
    if (!word.empty()) result.emplace(word);
  }
  return result;
}

// A row: | `name` | what it owns | its doors |, these by the names of rows above, "-" or "all".
void read_row(std::string_view line, Doors& doors) {
  const std::vector<std::string_view> cells = split(line, '|');
  REQUIRE(cells.size() == 5);
  std::string name(trim(cells[1]));
  std::erase_if(name, [](char c) { return c == '`' || c == '/'; });
  std::set<std::string> open{name};
  for (const std::string& door : words(cells[3])) {
    if (door == "-") continue;
    INFO(name << " names " << door << " before it is described");
    REQUIRE((door == "all" || doors.modules.contains(door)));
    for (const auto& [module, its] : doors.modules)
      if (door == "all" || door == module) open.insert(its.begin(), its.end());
  }
  doors.modules[name] = std::move(open);
}

Doors read_doors() {
  Doors doors;
  const fs::path root = CXSAM_SOURCE_DIR;
  const std::string page = read_file(root / "docs/architecture.md").value();
  std::string_view table = page;
  table.remove_prefix(page.find("| may include |"));
  for (const std::string_view line : split(table.substr(0, table.find("\n\n")), '\n'))
    if (line.starts_with("| `")) read_row(line, doors);
  const std::string rooms = read_file(root / "tests/unit/house/third_party.txt").value();
  for (const std::string_view line : split(rooms, '\n')) {
    const std::size_t colon = line.find(':');
    if (!line.starts_with('#') && colon != std::string_view::npos)
      doors.third_party[std::string(line.substr(0, colon))] = trim(line.substr(colon + 1));
  }
  return doors;
}

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> result;
  const std::string text = read_file(file).value();
  for (const std::string_view line : split(text, '\n')) {
    if (!line.starts_with("#include ")) continue;
    const std::string_view name = trim(line.substr(9));
    if (name.size() > 2) result.emplace_back(name.substr(1, name.size() - 2));
  }
  return result;
}

// What is wrong with `header` in a file of `module`, or "".
std::string objection(const Doors& doors, const std::string& module, const std::string& header) {
  for (const auto& [prefix, room] : doors.third_party) {
    if (header.starts_with(prefix) && module != room) return "<" + header + "> belongs to `" + room + "` alone";
  }
  if (header.starts_with("boost/asio") && !doors.modules.at(module).contains("loop")) return "<" + header + "> is below `loop`";
  const std::size_t slash = header.find('/');
  const std::string target = slash == std::string::npos ? "" : header.substr(0, slash);
  if (!doors.modules.contains(target) || doors.modules.at(module).contains(target)) return "";
  return "\"" + header + "\": `" + module + "` has no door to `" + target + "`";
}

}  // namespace

TEST_CASE("doors: every include goes through one", "[house]") {
  const fs::path root = CXSAM_SOURCE_DIR;
  const Doors doors = read_doors();
  std::size_t checked = 0;
  for (const char* part : {"lib", "cli"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / part)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const fs::path relative = fs::relative(entry.path(), root / "lib");
      const std::string module = std::string_view(part) == "cli" ? "cli" : relative.begin()->string();
      INFO(entry.path().string());
      REQUIRE(doors.modules.contains(module));
      for (const std::string& header : includes_of(entry.path())) {
        CHECK(objection(doors, module, header) == "");
        ++checked;
      }
    }
  }
  CHECK(checked > 100);
}

TEST_CASE("doors: a forbidden include is seen", "[house]") {
  const Doors doors = read_doors();
  CHECK(objection(doors, "gateway", "runtime/pool.h") != "");
  CHECK(objection(doors, "template", "yaml-cpp/yaml.h") != "");
  CHECK(objection(doors, "template", "boost/asio/awaitable.hpp") != "");
  CHECK(objection(doors, "local", "runtime/pool.h") == "");
  CHECK(objection(doors, "base", "vector") == "");
}

TEST_CASE("modules: each has a README of a few lines", "[house]") {
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(CXSAM_SOURCE_DIR) / "lib")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path().string());
    CHECK(fs::exists(entry.path() / "README.md"));
  }
}
