// What can be held of the prose: links lead somewhere, and the version is the program's.
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

}  // namespace

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
