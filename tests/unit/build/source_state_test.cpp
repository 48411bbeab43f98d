#include "build/source_state.h"

#include <chrono>

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kHour = 3'600'000'000'000;

SourceState take(const fs::path& root, const SourceState& before = {}) {
  const std::vector<fs::path> roots{root};
  auto state = take_state(roots, {}, before);
  REQUIRE(state);
  return *state;
}

/// As if it had been taken an hour later: the files are then old enough for their times to be trusted.
SourceState later(SourceState state) {
  state.taken += kHour;
  return state;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("take_state: a changed, a new and a lost file are named", "[build]") {
  const ScratchFolder folder;
  folder.write("app.py", "one");
  folder.write("old.py", "x");
  const SourceState before = take(folder.path());
  CHECK(differences(before, take(folder.path(), before)).empty());
  folder.write("app.py", "two");
  folder.write("lib/new.py", "n");
  fs::remove(folder / "old.py");
  CHECK(differences(before, take(folder.path(), before)) ==
        Texts{"`app.py` has changed", "`lib` is new", "`lib/new.py` is new", "`old.py` is gone"});
}

TEST_CASE("take_state: an edit of the same size in the same clock tick is seen", "[build]") {
  const ScratchFolder folder;
  folder.write("app.py", "one");
  SourceState before = take(folder.path());
  folder.write("app.py", "two");
  // The record has the times that the file has now, as a coarse clock would have given it.
  before.files[0].entry = take(folder.path()).files[0].entry;
  CHECK(differences(before, take(folder.path(), before)) == Texts{"`app.py` has changed"});
}

TEST_CASE("take_state: files whose times have not moved are not read", "[build]") {
  const ScratchFolder folder;
  folder.write("app.py", "one");
  SourceState before = later(take(folder.path()));
  before.files[0].content = "remembered";
  const SourceState after = take(folder.path(), before);
  CHECK(after.files[0].content == "remembered");
  CHECK(same_times(before, after));
}

TEST_CASE("take_state: touching a file moves its times and changes nothing", "[build]") {
  const ScratchFolder folder;
  folder.write("app.py", "one");
  const SourceState before = later(take(folder.path()));
  fs::last_write_time(folder / "app.py", fs::file_time_type::clock::now() - std::chrono::hours(1));
  const SourceState after = take(folder.path(), before);
  CHECK_FALSE(same_times(before, after));
  CHECK(differences(before, after).empty());
}

TEST_CASE("take_state: the executable bit counts as a change", "[build]") {
  const ScratchFolder folder;
  folder.write("bootstrap", "x");
  const SourceState before = take(folder.path());
  fs::permissions(folder / "bootstrap", fs::perms(0755));
  CHECK(differences(before, take(folder.path(), before)) == Texts{"`bootstrap` has changed"});
}

TEST_CASE("take_state: several roots, of which some do not exist", "[build]") {
  const ScratchFolder folder;
  const fs::path file = folder.write("requirements.txt", "x");
  folder.write("pkg/setup.py", "s");
  const std::vector<fs::path> roots{file, folder / "missing", folder / "pkg"};
  const auto state = take_state(roots, {}, {});
  REQUIRE(state);
  REQUIRE(state->files.size() == 2);
  CHECK(state->files[0].entry.path == (folder / "pkg/setup.py").string());
  CHECK(state->files[1].entry.path == file.string());
}

TEST_CASE("state texts: odd names survive, broken texts read as nothing", "[build]") {
  const ScratchFolder folder;
  folder.write("a b%20c\nd.txt", "x");
  fs::create_symlink("a b%20c\nd.txt", folder / "link");
  const SourceState state = take(folder.path());
  const SourceState back = state_from_text(to_text(state));
  REQUIRE(back.files.size() == 2);
  CHECK(back.files[0].entry == state.files[0].entry);
  CHECK(back.files[0].content == state.files[0].content);
  CHECK(back.files[1].entry == state.files[1].entry);
  CHECK(back.taken == state.taken);
  const std::string text = to_text(state);
  CHECK(state_from_text(text.substr(0, text.size() - 5)).files.empty());
  CHECK(state_from_text("no state").files.empty());
  CHECK(state_from_text("").files.empty());
}
