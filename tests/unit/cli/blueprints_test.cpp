#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "base/file.h"
#include "cli/commands/init/blueprint.h"
#include "cli/commands/init/questions.h"
#include "tests/support/temp_folder.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

const cli::Fillings kFillings{{{"project_name", "shop"},
                               {"stack_name", "shop"},
                               {"runtime", "python3.13"},
                               {"version", "3.13"},
                               {"architecture", "arm64"}},
                              {"tracing"}};

const cli::ProjectFile* find(const std::vector<cli::ProjectFile>& files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &cli::ProjectFile::path);
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("blueprints: each has what a project needs, filled in") {
  const auto blueprints = cli::all_blueprints();
  REQUIRE(blueprints.size() >= 11);
  for (const cli::Blueprint& blueprint : blueprints) {
    INFO(blueprint.family << "/" << blueprint.name);
    CHECK_FALSE(blueprint.summary.empty());
    CHECK_FALSE(blueprint.dependency_managers.empty());
    const auto files = cli::project_files(blueprint, kFillings);
    for (const char* path : {"README.md", "template.yaml", "samconfig.toml", "events/event.json", ".gitignore"}) {
      INFO(path);
      CHECK(find(files, path) != nullptr);
    }
    CHECK(find(files, "manifest.json") == nullptr);
    for (const cli::ProjectFile& file : files) CHECK(file.content.find("{{") == std::string::npos);
  }
}

TEST_CASE("blueprints: values are filled in and sections stay or go") {
  CHECK(cli::fill_in("a {{runtime}} {{architecture}}\n", kFillings) == "a python3.13 arm64\n");
  CHECK(cli::fill_in("a\n  {{#tracing}}\nb\n{{/tracing}}\n{{#structured_logging}}\nc\n{{/structured_logging}}\nd", kFillings) ==
        "a\nb\nd");
  CHECK(cli::fill_in("", kFillings).empty());
}

TEST_CASE("blueprints: a mistake in a blueprint is a bug") {
  CHECK_THROWS(cli::fill_in("{{nothing}}", kFillings));
  CHECK_THROWS(cli::fill_in("{{runtime", kFillings));
  CHECK_THROWS(cli::fill_in("{{#tracing}}\na", kFillings));
  CHECK_THROWS(cli::fill_in("{{/tracing}}\na", kFillings));
}

TEST_CASE("blueprints: a project is written with its modes, and never over another") {
  const test::TempFolder temp;
  const fs::path folder = temp.path() / "shop";
  const std::vector<cli::ProjectFile> files{{"a/run", "#!/bin/sh\n", true}, {"b", "text", false}};
  REQUIRE(cli::write_project(folder, files));
  CHECK(read_file(folder / "a/run") == "#!/bin/sh\n");
  CHECK((fs::status(folder / "a/run").permissions() & fs::perms::owner_exec) != fs::perms::none);
  CHECK((fs::status(folder / "b").permissions() & fs::perms::owner_exec) == fs::perms::none);
  CHECK_FALSE(cli::write_project(folder, files));
  CHECK_FALSE(cli::write_project(folder / "b", files));
}

TEST_CASE("blueprints: nothing of a project stays that cannot be written as a whole") {
  const test::TempFolder temp;
  const std::vector<cli::ProjectFile> files{{"a", "text", false}, {"a/b", "below a file", false}};
  CHECK_FALSE(cli::write_project(temp.path() / "shop", files));
  CHECK_FALSE(fs::exists(temp.path() / "shop"));
  fs::create_directory(temp.path() / "mine");
  CHECK_FALSE(cli::write_project(temp.path() / "mine", files));
  CHECK(fs::is_empty(temp.path() / "mine"));
}

TEST_CASE("blueprints: only runtimes that are supported on the day are offered, newest first") {
  const auto names = cli::current_runtimes({"python"}, "2025-06-01");
  REQUIRE(names.size() >= 4);
  CHECK(std::ranges::find(names, "python3.9") != names.end());
  CHECK(std::ranges::find(names, "python3.8") == names.end());
  CHECK(std::ranges::find(names, "python3.13") < std::ranges::find(names, "python3.12"));
}
