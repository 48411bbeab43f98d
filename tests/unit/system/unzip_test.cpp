#include "system/unzip.h"

#include <catch2/catch.hpp>

#include "system/archive.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::system;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

/// The folder `in` of the scratch folder as the archive `a.zip`.
void zip(const ScratchFolder& folder) {
  const auto entries = walk_tree(folder / "in");
  REQUIRE(entries);
  REQUIRE(write_zip(folder / "in", *entries, folder / "a.zip"));
}

}  // namespace

TEST_CASE("unpack_zip: files, modes, folders and links come back", "[system]") {
  const ScratchFolder folder;
  folder.write("in/app.py", "x = 1\n");
  folder.write("in/bin/tool", "#!/bin/sh\n", true);
  fs::create_directories(folder / "in/empty");
  fs::create_symlink("app.py", folder / "in/link.py");
  zip(folder);
  CHECK(is_zip(folder / "a.zip"));
  REQUIRE(unpack_zip(folder / "a.zip", folder / "out"));
  CHECK(folder.read("out/app.py") == "x = 1\n");
  CHECK((fs::status(folder / "out/bin/tool").permissions() & fs::perms::owner_exec) != fs::perms::none);
  CHECK(fs::is_directory(folder / "out/empty"));
  CHECK(fs::read_symlink(folder / "out/link.py") == "app.py");
}

TEST_CASE("unpack_zip: nothing lands outside of the target", "[system]") {
  const ScratchFolder folder;
  folder.write("in/aaaaaa/evil", "x");
  zip(folder);
  std::string bytes = folder.read("a.zip");
  for (std::size_t at = bytes.find("aaaaaa"); at != std::string::npos; at = bytes.find("aaaaaa"))
    bytes.replace(at, 6, "../../");
  folder.write("a.zip", bytes);
  const auto done = unpack_zip(folder / "a.zip", folder / "out/deep");
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("leads out of the archive") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "evil"));
}

TEST_CASE("unpack_zip: no link is made behind another link, and no name is absolute", "[system]") {
  const ScratchFolder folder;
  const ScratchFolder outside;
  outside.write("precious", "mine");
  fs::create_directories(folder / "in");
  // walk_tree() would follow such links: these are for somebody who means harm.
  const std::vector<TreeEntry> links{
      {.path = "aaaa", .kind = TreeEntry::Kind::Link, .mode = 0777, .target = outside.path().string()},
      {.path = "bbbb/precious", .kind = TreeEntry::Kind::Link, .mode = 0777, .target = "/etc/passwd"}};
  REQUIRE(write_zip(folder / "in", links, folder / "a.zip"));
  std::string bytes = folder.read("a.zip");
  for (std::size_t at = bytes.find("bbbb/"); at != std::string::npos; at = bytes.find("bbbb/")) bytes.replace(at, 5, "aaaa/");
  folder.write("linked.zip", bytes);
  const auto linked = unpack_zip(folder / "linked.zip", folder / "linked");
  REQUIRE_FALSE(linked);
  CHECK(outside.read("precious") == "mine");
  CHECK_FALSE(fs::is_symlink(outside / "precious"));

  for (std::size_t at = bytes.find("aaaa/"); at != std::string::npos; at = bytes.find("aaaa/")) bytes.replace(at, 5, "/tmp/");
  folder.write("absolute.zip", bytes);
  const auto absolute = unpack_zip(folder / "absolute.zip", folder / "absolute");
  REQUIRE_FALSE(absolute);
  CHECK(absolute.error().message.find("leads out of the archive") != std::string::npos);
}

TEST_CASE("unpack_zip: an archive that claims to hold very much is refused before it is unpacked", "[system]") {
  const ScratchFolder folder;
  folder.write("in/app.py", std::string(1000, 'x'));
  zip(folder);
  std::string bytes = folder.read("a.zip");
  const std::size_t directory = bytes.rfind("PK\x01\x02");
  REQUIRE(directory != std::string::npos);
  constexpr std::size_t kUnzippedSize = 24;
  bytes.replace(directory + kUnzippedSize, 4, "\xf0\xff\xff\x7f");
  folder.write("a.zip", bytes);
  const auto done = unpack_zip(folder / "a.zip", folder / "out");
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("1 GiB") != std::string::npos);
}

TEST_CASE("unpack_zip: sizes that only a counter could hold together are refused, too", "[system]") {
  const ScratchFolder folder;
  folder.write("in/a.py", "x");
  folder.write("in/b.py", "y");
  zip(folder);
  std::string bytes = folder.read("a.zip");
  const std::size_t second = bytes.rfind("PK\x01\x02");
  bytes.replace(second + 24, 4, "\xff\xff\xff\xff");  // its size stands in an extra field
  bytes[second + 30] = static_cast<char>(bytes[second + 30] + 12);
  bytes.insert(second + 46 + 4, std::string("\x01\0\x08\0", 4) + std::string(8, '\xff'));
  const std::size_t end = bytes.rfind("PK\x05\x06");
  bytes[end + 12] = static_cast<char>(bytes[end + 12] + 12);
  folder.write("a.zip", bytes);
  const auto done = unpack_zip(folder / "a.zip", folder / "out");
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("1 GiB") != std::string::npos);
}

TEST_CASE("unpack_zip: what is no archive, or a damaged one, is an error", "[system]") {
  const ScratchFolder folder;
  folder.write("text", "no archive at all");
  CHECK_FALSE(is_zip(folder / "text"));
  CHECK(unpack_zip(folder / "text", folder / "out").error().message.ends_with("it is no zip archive"));
  CHECK_FALSE(unpack_zip(folder / "none", folder / "out"));
  folder.write("in/app.py", std::string(100000, 'x'));
  zip(folder);
  folder.write("a.zip", folder.read("a.zip").substr(0, 60));
  CHECK_FALSE(unpack_zip(folder / "a.zip", folder / "out"));
}

TEST_CASE("is_archive: by its content or by its name", "[system]") {
  const ScratchFolder folder;
  folder.write("in/app.py", "x = 1\n");
  zip(folder);
  fs::rename(folder / "a.zip", folder / "code.bin");
  folder.write("broken.ZIP", "nothing");
  folder.write("app.war", "nothing");
  folder.write("app.js", "nothing");
  CHECK(is_archive(folder / "code.bin"));
  CHECK(is_archive(folder / "broken.ZIP"));
  CHECK(is_archive(folder / "app.war"));
  CHECK_FALSE(is_archive(folder / "app.js"));
}
