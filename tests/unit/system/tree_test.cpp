#include "system/tree.h"

#include <sys/stat.h>

#include <array>

#include <catch2/catch.hpp>

#include "system/copy.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::system;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> paths(const std::vector<TreeEntry>& entries) {
  std::vector<std::string> list;
  for (const TreeEntry& entry : entries) {
    constexpr std::array<std::string_view, 3> marks{"", "/", "@"};
    list.push_back(entry.path + std::string(marks[static_cast<std::size_t>(entry.kind)]));
  }
  return list;
}

}  // namespace

TEST_CASE("walk_tree: sorted, with empty folders, without what is excluded", "[system]") {
  const ScratchFolder folder;
  folder.write("b/two.py", "22");
  folder.write("a.py", "1", true);
  folder.write("b/__pycache__/two.pyc", "x");
  folder.write("b/three.pyc", "x");
  fs::create_directories(folder / "empty");
  constexpr std::array<std::string_view, 2> excluded{"__pycache__", "*.pyc"};
  const auto entries = walk_tree(folder.path(), excluded);
  REQUIRE(entries);
  CHECK(paths(*entries) == std::vector<std::string>{"a.py", "b/", "b/two.py", "empty/"});
  CHECK((*entries)[0].mode == 0755);
  CHECK((*entries)[2].size == 2);
}

TEST_CASE("walk_tree: links that would not survive a copy are followed", "[system]") {
  const ScratchFolder outside;
  outside.write("shared/lib.py", "lib");
  fs::create_symlink("lib.py", outside / "shared/alias.py");
  const ScratchFolder folder;
  folder.write("real.py", "1");
  fs::create_symlink("real.py", folder / "inside");
  fs::create_symlink(folder / "real.py", folder / "absolute");
  fs::create_symlink("nowhere", folder / "dangling");
  fs::create_symlink(outside / "shared", folder / "shared");
  const auto entries = walk_tree(folder.path());
  REQUIRE(entries);
  CHECK(paths(*entries) ==
        std::vector<std::string>{"absolute", "dangling@", "inside@", "real.py", "shared/", "shared/alias.py", "shared/lib.py"});
}

TEST_CASE("walk_tree: a link that leads back into itself ends, with its name", "[system]") {
  const ScratchFolder outside;
  fs::create_directories(outside / "a");
  fs::create_directory_symlink(outside / "a", outside / "a/again");
  const ScratchFolder folder;
  fs::create_directory_symlink(outside / "a", folder / "in");
  const auto entries = walk_tree(folder.path());
  REQUIRE_FALSE(entries);
  CHECK(entries.error().message.find("in/again") != std::string::npos);

  fs::create_directory_symlink("..", folder / "up");
  fs::remove(folder / "in");
  CHECK_FALSE(walk_tree(folder.path()));  // `..` of the root is outside, and holds the root
}

TEST_CASE("walk_tree: a missing folder is an error that names it", "[system]") {
  const auto entries = walk_tree("/nonexistent/src");
  REQUIRE_FALSE(entries);
  CHECK(entries.error().message == "cannot read `/nonexistent/src`: No such file or directory");
}

TEST_CASE("measure_tree: files and bytes", "[system]") {
  const ScratchFolder folder;
  folder.write("a", std::string(1000, 'x'));
  folder.write("b/c", std::string(24, 'x'));
  fs::create_symlink("a", folder / "alias");
  const auto size = measure_tree(folder.path());
  REQUIRE(size);
  CHECK(size->files == 2);
  CHECK(size->bytes == 1024);
  CHECK(measure_tree(folder / "a")->bytes == 1000);
}

TEST_CASE("copy_tree: content, modes, times, links and empty folders", "[system]") {
  const ScratchFolder folder;
  folder.write("from/run", "#!/bin/sh\n", true);
  folder.write("from/deep/er/file", "text");
  fs::create_symlink("deep/er/file", folder / "from/link");
  fs::create_directories(folder / "from/empty");
  const fs::file_time_type old = fs::last_write_time(folder / "from/run") - std::chrono::hours(100);
  fs::last_write_time(folder / "from/run", old);
  REQUIRE(copy_tree(folder / "from", folder / "to"));
  CHECK(folder.read("to/deep/er/file") == "text");
  CHECK(fs::read_symlink(folder / "to/link") == "deep/er/file");
  CHECK(fs::status(folder / "to/run").permissions() == fs::perms(0755));
  CHECK(fs::last_write_time(folder / "to/run") == old);
  CHECK(fs::is_directory(folder / "to/empty"));
}

TEST_CASE("replace_folder: the new folder is whole and the old one gone", "[system]") {
  const ScratchFolder folder;
  folder.write("new/a", "2");
  folder.write("target/a", "1");
  folder.write("target/stale", "1");
  REQUIRE(replace_folder(folder / "new", folder / "target"));
  CHECK(folder.read("target/a") == "2");
  CHECK_FALSE(fs::exists(folder / "target/stale"));
  CHECK_FALSE(fs::exists(folder / "new"));

  folder.write("other/b", "3");
  REQUIRE(replace_folder(folder / "other", folder / "deep/place"));
  CHECK(folder.read("deep/place/b") == "3");
}

TEST_CASE("remove_tree: folders without write permission are no obstacle", "[system]") {
  const ScratchFolder folder;
  folder.write("locked/in/file", "x");
  REQUIRE(::chmod((folder / "locked/in").c_str(), 0500) == 0);
  REQUIRE(remove_tree(folder / "locked"));
  CHECK_FALSE(fs::exists(folder / "locked"));
  CHECK(remove_tree(folder / "locked"));
}

TEST_CASE("walk_tree: a place is left out, other folders of its name are not", "[system]") {
  const ScratchFolder folder;
  folder.write("out/build/file", "1");
  folder.write("in/out/build/file", "1");
  const std::array<std::string_view, 1> excluded{"/out/build"};
  const auto entries = walk_tree(folder.path(), excluded);
  REQUIRE(entries);
  CHECK(paths(*entries) == std::vector<std::string>{"in/", "in/out/", "in/out/build/", "in/out/build/file", "out/"});
}
