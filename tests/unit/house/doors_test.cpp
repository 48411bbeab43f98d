// The architecture as a test: every `#include` of the program goes through a door of doors.txt.
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

std::set<std::string> words(std::string_view text) {
  std::set<std::string> result;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) result.emplace(word);
  }
  return result;
}

Doors read_doors(const fs::path& file) {
  Doors doors;
  const std::string text = read_file(file).value();
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (line.starts_with('#') || colon == std::string_view::npos) continue;
    const std::string name(line.substr(0, colon));
    if (name.starts_with("only ")) {
      doors.third_party[name.substr(5)] = trim(line.substr(colon + 1));
      continue;
    }
    std::set<std::string>& open = doors.modules[name];
    open.insert(name);
    for (const std::string& door : words(line.substr(colon + 1))) {
      INFO("doors.txt: " << name << " names " << door << " before it is described");
      REQUIRE(doors.modules.contains(door));
      open.merge(std::set<std::string>(doors.modules[door]));
    }
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
  const Doors doors = read_doors(root / "tests/unit/house/doors.txt");
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
  const Doors doors = read_doors(fs::path(CXSAM_SOURCE_DIR) / "tests/unit/house/doors.txt");
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
