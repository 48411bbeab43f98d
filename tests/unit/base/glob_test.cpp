#include "base/glob.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;

TEST_CASE("glob: a file is named from the working directory, or as a whole") {
  const std::string here = std::filesystem::current_path().string();
  CHECK(names_file("a/*.yaml", "a/b.yaml"));
  CHECK(names_file("a/*.yaml", here + "/a/b.yaml"));
  CHECK(names_file(here + "/a/*.yaml", "a/b.yaml"));
  CHECK(names_file("x/../a/b.yaml", "./a/b.yaml"));
  CHECK_FALSE(names_file("a/*.yaml", here + "/b/b.yaml"));
}

TEST_CASE("glob: signs within one part of a path") {
  CHECK(matches_glob("*.yaml", "a.yaml"));
  CHECK(matches_glob("a?c.[jy]*", "abc.json"));
  CHECK(matches_glob("[!a-c]x", "dx"));
  CHECK(matches_glob("a*b*c", "aXbYbZc"));
  CHECK(matches_glob("a[b", "a[b"));
  CHECK_FALSE(matches_glob("[!a-c]x", "bx"));
  CHECK_FALSE(matches_glob("*.yaml", "a/b.yaml"));
  CHECK_FALSE(matches_glob("*", ".hidden"));
  CHECK_FALSE(matches_glob("a*b", "ac"));
  CHECK_FALSE(matches_glob("abc", "ab"));
}

TEST_CASE("glob: two stars are any number of parts, none included") {
  CHECK(matches_glob("**/t.yaml", "t.yaml"));
  CHECK(matches_glob("**/t.yaml", "a/b/t.yaml"));
  CHECK(matches_glob("a/**/b/**/c", "a/x/b/y/b/c"));
  CHECK(matches_glob("./a/**", "a/b/c"));
  CHECK_FALSE(matches_glob("**/t.yaml", ".git/t.yaml"));
  CHECK_FALSE(matches_glob("a/**/b", "a/x/c"));
}

TEST_CASE("glob: expressions that try everything take no time") {
  const std::string pattern = "*a*a*a*a*a*a*a*a*a*a*a*a*b", text(5000, 'a');
  CHECK_FALSE(matches_glob(pattern, text));
}

TEST_CASE("glob: files of folders, sorted") {
  const test::ScratchFolder folder;
  for (const char* path : {"b/t.yaml", "a/t.yaml", "a/deep/er/t.yaml", "a/x.json", ".hidden/t.yaml"}) folder.write(path, "");
  const std::string root = folder.path().string();
  const auto names = [&root](const std::string& pattern) {
    std::string all;
    for (const auto& path : expand_glob(root + "/" + pattern)) all += path.string().substr(root.size() + 1) + " ";
    return all;
  };
  CHECK(names("**/t.yaml") == "a/deep/er/t.yaml a/t.yaml b/t.yaml ");
  CHECK(names("*/t.yaml") == "a/t.yaml b/t.yaml ");
  CHECK(names("a/*.json") == "a/x.json ");
  CHECK(names("nothing/*.json").empty());
}
