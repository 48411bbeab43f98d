#include "loop/watch.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "loop/file_times.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// Makes changes and gives what the watcher says of them. A change that nobody noticed would never end: the guard fails it.
std::set<std::string> changes_after(Watcher& watcher, const fs::path& root, Loop& loop, const std::function<void()>& change) {
  std::set<std::string> names;
  bool done = false;
  const auto collect = [&]() -> Task<void> {
    const Changes changes = co_await watcher.next();
    for (const fs::path& path : changes.paths) names.insert(path.lexically_relative(root).string());
    done = true;
  };
  spawn(loop, "collect", collect());
  loop.poll();
  change();
  loop.restart();
  while (!done && loop.run_one_for(20s) > 0) {
  }
  REQUIRE(done);
  loop.restart();
  return names;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("watcher: writes, renames over, new folders and removals", "[loop]") {
  test::ScratchFolder folder;
  folder.write("src/app.py", "a");
  folder.write("template.yaml", "a");
  folder.write("other.yaml", "a");
  SystemWorld system;
  Watcher watcher(system.world, 20ms);
  watcher.watch({folder / "src", folder / "template.yaml"});
  REQUIRE(watcher.limitation().empty());
  const auto after = [&](const std::function<void()>& change) {
    return changes_after(watcher, folder.path(), system.loop, change);
  };

  CHECK(after([&] { folder.write("src/app.py", "b"); }) == Names{"src/app.py"});
  CHECK(after([&] {
          folder.write("template.yaml.new", "b");
          folder.write("other.yaml", "b");
          fs::rename(folder / "template.yaml.new", folder / "template.yaml");
        }) == Names{"template.yaml"});
  CHECK(after([&] { folder.write("src/lib/deep.py", "c"); }).contains("src/lib"));
  CHECK(after([&] { folder.write("src/lib/deep.py", "d"); }) == Names{"src/lib/deep.py"});
  CHECK(after([&] { fs::remove(folder / "src/app.py"); }) == Names{"src/app.py"});
}

TEST_CASE("watcher: a folder may go and come back", "[loop]") {
  test::ScratchFolder folder;
  folder.write("src/app.py", "a");
  SystemWorld system;
  Watcher watcher(system.world, 20ms);
  watcher.watch({folder / "src"});
  const auto after = [&](const std::function<void()>& change) {
    return changes_after(watcher, folder.path(), system.loop, change);
  };
  CHECK(after([&] { fs::remove_all(folder / "src"); }).contains("src"));
  CHECK(after([&] { folder.write("src/app.py", "b"); }).contains("src"));
  CHECK(after([&] { folder.write("src/app.py", "c"); }) == Names{"src/app.py"});
}

TEST_CASE("watcher: what tools write by themselves does not count", "[loop]") {
  test::ScratchFolder folder;
  folder.write("src/app.py", "a");
  SystemWorld system;
  Watcher watcher(system.world, 20ms);
  watcher.watch({folder / "src"});
  CHECK(changes_after(watcher, folder.path(), system.loop, [&] {
          folder.write("src/__pycache__/app.cpython-311.pyc", "x");
          folder.write("src/.git/index", "x");
          folder.write("src/node_modules/a/index.js", "x");
          folder.write("src/.app.py.swp", "x");
          folder.write("src/app.py~", "x");
          folder.write("src/real.py", "x");
        }) == Names{"src/real.py"});
}

TEST_CASE("watcher: stop() ends the wait", "[loop]") {
  test::ScratchFolder folder;
  SystemWorld system;
  Watcher watcher(system.world);
  watcher.watch({folder.path()});
  bool ended = false;
  const auto wait = [&]() -> Task<void> {
    const Changes changes = co_await watcher.next();
    ended = changes.empty();
  };
  spawn(system.loop, "wait", wait());
  system.loop.poll();
  watcher.stop();
  system.loop.restart();
  system.loop.run_for(20s);
  CHECK(ended);
}

TEST_CASE("file times: what is new, gone or different", "[loop]") {
  test::ScratchFolder folder;
  folder.write("src/a.py", "a");
  folder.write("src/b.py", "b");
  folder.write("src/node_modules/c.js", "c");
  FileTimes times;
  Changes changes;
  times.compare({folder / "src", folder / "missing"}, changes);
  CHECK(changes.empty());
  folder.write("src/a.py", "longer");
  fs::remove(folder / "src/b.py");
  folder.write("src/d.py", "d");
  folder.write("src/node_modules/c.js", "longer");
  times.compare({folder / "src", folder / "missing"}, changes);
  CHECK(changes.paths == std::set<fs::path>{folder / "src/a.py", folder / "src/b.py", folder / "src/d.py"});
}

TEST_CASE("watcher: what is watched no more takes none of the system's watches", "[loop]") {
  test::ScratchFolder folder;
  for (const char* file : {"a/src/deep/app.py", "b/app.py", "template.yaml"}) folder.write(file, "");
  SystemWorld system;
  Watcher watcher(system.world, 20ms);
  REQUIRE(watcher.limitation().empty());
  const auto watches = [] {
    int count = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator("/proc/self/fdinfo")) {
      std::ifstream info(entry.path());
      for (std::string line; std::getline(info, line);) count += line.starts_with("inotify wd:") ? 1 : 0;
    }
    return count;
  };
  const int before = watches();
  watcher.watch({folder / "a/src", folder / "template.yaml"});
  CHECK(watches() - before == 4);  // the two folders, and those that the targets stand in
  watcher.watch({folder / "b", folder / "template.yaml"});
  CHECK(watches() - before == 2);
  watcher.watch({folder / "a/src", folder / "template.yaml"});
  CHECK(watches() - before == 4);
  const auto names = changes_after(watcher, folder.path(), system.loop, [&] { folder.write("a/src/deep/app.py", "new"); });
  CHECK(names == Names{"a/src/deep/app.py"});
}
