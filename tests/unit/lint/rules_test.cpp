#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "lint/outputs/reference.h"
#include "lint/rule.h"

using namespace cxsam;
namespace fs = std::filesystem;

TEST_CASE("rules: ids are unique and sorted, and everyone says what and why") {
  std::set<std::string_view> seen;
  for (const lint::Rule* rule : lint::all_rules()) {
    INFO(rule->id);
    CHECK(seen.insert(rule->id).second);
    CHECK_FALSE(rule->summary.empty());
    CHECK_FALSE(rule->summary.ends_with('.'));
    CHECK(rule->why.ends_with('.'));
    CHECK((rule->id.starts_with('W') == (rule->severity == Severity::Warning) || rule->id.starts_with("CX")));
    if (rule->id.starts_with("CX1") || rule->id.starts_with("CX3")) CHECK(rule->speaks_for_schema);  // both look at properties
  }
  CHECK(std::ranges::is_sorted(lint::all_rules(), {}, &lint::Rule::id));
}

TEST_CASE("rules: every id that the program reports is in the table") {
  std::set<std::string> known;
  for (const lint::Rule* rule : lint::all_rules()) known.emplace(rule->id);
  static const std::regex kId("\"((?:E|W|CX)[0-9]{4})\"");
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(CXSAM_SOURCE_DIR) / "lib")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path()).value();
    for (std::sregex_iterator at(text.begin(), text.end(), kId), end; at != end; ++at) {
      INFO(entry.path() << " reports " << (*at)[1]);
      CHECK(known.contains((*at)[1]));
    }
  }
}

TEST_CASE("reference: docs/reference/rules.md is what the rules say") {
  const fs::path path = fs::path(CXSAM_SOURCE_DIR) / "docs/reference/rules.md";
  const std::string expected = lint::render_reference(lint::all_rules());
  const char* update = std::getenv("CXSAM_UPDATE");
  if (update != nullptr && std::string_view(update) == "1") REQUIRE(write_file_atomically(path, expected));
  INFO("CXSAM_UPDATE=1 unit_tests \"reference*\" writes it anew");
  CHECK(read_file(path).value_or("") == expected);
}
