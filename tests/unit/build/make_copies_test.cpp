#include "build/make.h"

#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "tests/unit/build/workbench.h"

using namespace cxsam;
using namespace cxsam::build;
using namespace cxsam::build::bench;
namespace fs = std::filesystem;

namespace {

/// A file's number, which stays with it when it is linked elsewhere.
ino_t inode_of(const fs::path& file) {
  struct stat info {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  return info.st_ino;
}

}  // namespace

TEST_CASE("make: what is only copied is taken from the last result where it is the same, and is then there alone", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  Bench bench;
  const auto [built, twin] = bench.copy_with(copying, GENERATE(true, false));
  bench.folder.write("src/same", "s");
  bench.folder.write("src/sly", "1");
  bench.folder.write("src/edited", "e");
  bench.folder.write("src/shared", "s");
  REQUIRE(bench.run());
  const ino_t dependency = inode_of(built / "dependency");
  const ino_t same = inode_of(built / "same");
  const ino_t of_twin = inode_of(twin / "same");

  const auto time = fs::last_write_time(bench.folder / "src/sly");
  bench.folder.write("src/sly", "2");
  fs::last_write_time(bench.folder / "src/sly", time);
  std::ofstream(built / "edited") << "E";
  fs::create_hard_link(built / "shared", bench.folder / "elsewhere");
  std::ofstream(built / "added") << "by somebody";
  REQUIRE(bench.run());
  CHECK(inode_of(built / "dependency") == dependency);
  CHECK(inode_of(built / "same") == same);
  CHECK(inode_of(twin / "same") == of_twin);
  CHECK(read_file(built / "sly") == "2");
  CHECK(read_file(twin / "sly") == "2");
  CHECK(read_file(built / "edited") == "e");
  CHECK_FALSE(fs::exists(built / "added"));
  for (const char* name : {"dependency", "same", "shared", "app"}) CHECK(fs::hard_link_count(built / name) == 1);

  bench.options.from_scratch = true;
  REQUIRE(bench.run());
  CHECK(inode_of(built / "dependency") != dependency);
}

TEST_CASE("make: one changed file is put into the last result, unless something else has been there", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  copying.code_folder = code_at_the_top;
  Bench bench;
  const auto [built, twin] = bench.copy_with(copying, GENERATE(true, false));
  bench.folder.write("src/package/module", "1");
  REQUIRE(bench.run());
  const ino_t folder = inode_of(built);
  const ino_t of_twin = inode_of(twin);

  bench.folder.write("src/package/module", "2");
  fs::permissions(bench.folder / "src/package/module", fs::perms::owner_all);
  REQUIRE(bench.run());
  CHECK(bench.said == "begun\nCopySource\nended\n");
  for (const fs::path& result : {built, twin}) {
    CHECK(read_file(result / "package/module") == "2");
    CHECK(fs::status(result / "package/module").permissions() == fs::perms::owner_all);
    CHECK(fs::last_write_time(result / "package/module") == fs::last_write_time(bench.folder / "src/package/module"));
  }
  CHECK(inode_of(built) == folder);
  CHECK(inode_of(twin) == of_twin);
  CHECK(bench.run()->work == Work::None);

  SECTION("two files, one that is new and one that is gone need a new folder") {
    bench.folder.write("src/package/module", "3");
    if (GENERATE(true, false))
      bench.folder.write("src/package/new", "n");
    else
      fs::remove(bench.folder / "src/app");
    REQUIRE(bench.run());
    CHECK(inode_of(built) != folder);
    CHECK(read_file(built / "package/module") == "3");
    CHECK(fs::exists(built / "app") == fs::exists(bench.folder / "src/app"));
  }
  SECTION("so does what a run has left, also when a build with nothing to do came after it") {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // file systems stamp with the kernel's tick
    std::ofstream(twin / "package/left") << "by a run";
    fs::last_write_time(bench.folder / "src/app", fs::file_time_type::clock::now());
    CHECK(bench.run()->work == Work::None);
    bench.folder.write("src/package/module", "3");
    REQUIRE(bench.run());
    CHECK_FALSE(fs::exists(twin / "package/left"));
    CHECK(read_file(twin / "package/module") == "3");
  }
  SECTION("a link in the place of a file is no file") {
    fs::remove(bench.folder / "src/package/module");
    fs::create_symlink("../app", bench.folder / "src/package/module");
    REQUIRE(bench.run());
    CHECK(fs::is_symlink(built / "package/module"));
  }
}

TEST_CASE("make: a dependency that the code stood in the place of is there when the code is gone", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  Bench bench;
  bench.definition.workflow = &copying;
  bench.folder.write("src/dependency", "c");
  fs::last_write_time(bench.folder / "src/dependency", fs::last_write_time(bench.folder / "src/manifest"));
  REQUIRE(bench.run());
  CHECK(bench.folder.read("out/build/One/dependency") == "c");
  fs::remove(bench.folder / "src/dependency");
  REQUIRE(bench.run());
  CHECK(bench.folder.read("out/build/One/dependency") == "m");
}
