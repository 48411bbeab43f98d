// What can be held of the prose: links lead somewhere, files that it names are there, and the version is the program's.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/info.h"

namespace fs = std::filesystem;
using namespace cxsam;

namespace {

std::vector<fs::path> documents() {
  const fs::path root(CXSAM_SOURCE_DIR);
  std::vector<fs::path> pages{root / "README.md", root / "SECURITY.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  return pages;
}

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

/// "/lib/local/mounts.cpp", and "/lib/local/mounts.*" for the same.
std::vector<std::string> sources() {
  const fs::path root(CXSAM_SOURCE_DIR);
  std::vector<std::string> paths;
  for (const char* folder : {"cli", "cmake", "lib", "schemas", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string path = "/" + fs::relative(entry.path(), root).string();
      paths.push_back(path);
      paths.push_back(path.substr(0, path.rfind('.')) + ".*");
    }
  }
  return paths;
}

}  // namespace

TEST_CASE("documents: files that the rooms' pages and the map name are there", "[house]") {
  const fs::path root(CXSAM_SOURCE_DIR);
  std::vector<fs::path> pages{root / "docs/architecture.md", root / "docs/contributing.md", root / "cli/README.md"};
  for (const auto& room : fs::directory_iterator(root / "lib"))
    if (fs::exists(room.path() / "README.md")) pages.push_back(room.path() / "README.md");
  const std::vector<std::string> all = sources();
  std::size_t names = 0;
  for (const fs::path& page : pages) {
    for (const std::string& name : matches(read_file(page).value(), R"(`([A-Za-z0-9_/-]+\.(?:h|cpp|tsv|\*))`)")) {
      INFO(page << " names " << name);
      CHECK(std::ranges::any_of(all, [&](const std::string& path) { return path.ends_with("/" + name); }));
      ++names;
    }
  }
  CHECK(names > 200);
}

TEST_CASE("documents: every link to a file leads to one", "[house]") {
  std::size_t links = 0;
  for (const fs::path& page : documents()) {
    for (const std::string& target : matches(read_file(page).value(), R"(\]\(([^)#:\s]+)(?:#[^)]*)?\))")) {
      INFO(page << " links to " << target);
      CHECK(fs::exists(page.parent_path() / target));
      ++links;
    }
  }
  CHECK(links > 20);
}

TEST_CASE("documents: names of packages bear the version that is built", "[house]") {
  for (const char* page : {"README.md", "docs/install.md"}) {
    const std::string text = read_file(fs::path(CXSAM_SOURCE_DIR) / page).value();
    const std::vector<std::string> versions = matches(text, R"(cxsam[-_](\d+\.\d+\.\d+))");
    CHECK(versions.size() >= 3);
    for (const std::string& version : versions) CHECK(version == cli::version());
  }
}
