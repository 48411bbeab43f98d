#include "system/untar.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"
#include "tests/support/tar.h"

using namespace cxsam;
using system::unpack_tar;
using test::ScratchFolder;
using test::Tar;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kPlenty = 1 << 20;

struct Unpacked {
  Unpacked() { fs::create_directory(folder / "root"); }
  Result<void> layer(const Tar& tar, std::uint64_t bytes = kPlenty) const {
    folder.write("layer.tar", tar.text());
    return unpack_tar(folder / "layer.tar", folder / "root", bytes);
  }
  [[nodiscard]] std::string read(const std::string& name) const { return folder.read("root/" + name); }
  [[nodiscard]] bool has(const std::string& name) const {
    return fs::symlink_status(folder / ("root/" + name)).type() != fs::file_type::not_found;
  }
  ScratchFolder folder;
};

std::string why(const Result<void>& done) { return done ? "" : done.error().message; }

}  // namespace

TEST_CASE("unpack_tar: files, modes, folders and links come back", "[system]") {
  const Unpacked root;
  REQUIRE(root.layer(
      Tar().folder("./").folder("./bin/").file("./bin/sh", "#!", 04755).link("sh", "bin/sh").hard_link("also", "bin/sh")));
  CHECK(root.read("bin/sh") == "#!");
  CHECK(fs::status(root.folder / "root/bin/sh").permissions() == fs::perms(0755));
  CHECK(fs::read_symlink(root.folder / "root/sh") == "bin/sh");
  CHECK(root.read("also") == "#!");
}

TEST_CASE("unpack_tar: a layer over another one", "[system]") {
  const Unpacked root;
  REQUIRE(root.layer(
      Tar().file("etc/a", "one").file("etc/b", "one").file("usr/lib/x", "one").file("opt/old/f", "1").link("lib", "usr/lib")));
  REQUIRE(root.layer(
      Tar().file("etc/.wh.a", "").file("etc/b", "two").file("lib/y", "two").file("opt/.wh..wh..opq", "").file("opt/new", "2")));
  CHECK_FALSE(root.has("etc/a"));
  CHECK(root.read("etc/b") == "two");
  CHECK(root.read("usr/lib/y") == "two");  // through the link, within the root
  CHECK_FALSE(root.has("opt/old"));
  CHECK(root.read("opt/new") == "2");
  CHECK_FALSE(root.has("opt/.wh..wh..opq"));
  REQUIRE(root.layer(Tar().file("opt", "a file now").folder("etc/b/").file("opt.txt", "x")));
  CHECK(root.read("opt") == "a file now");
  CHECK(fs::is_directory(root.folder / "root/etc/b"));
}

TEST_CASE("unpack_tar: nothing leads out of the root", "[system]") {
  const Unpacked root;
  const ScratchFolder outside;
  outside.write("precious", "mine");
  CHECK(why(root.layer(Tar().file("../evil", "x"))).find("leads out of the archive") != std::string::npos);
  CHECK(why(root.layer(Tar().file("a/../../evil", "x"))).find("leads out of the archive") != std::string::npos);
  CHECK_FALSE(fs::exists(root.folder / "evil"));
  // An absolute name is one below the root, and so is what an absolute link names.
  REQUIRE(root.layer(Tar().file("/abs", "x")));
  CHECK(root.read("abs") == "x");
  (void)root.layer(Tar().link("out", outside.path().string()).file("out/precious", "stolen").file("out/.wh.precious", ""));
  (void)root.layer(Tar().link("up", "../../../../../../../..").file("up" + (outside / "precious").string(), "stolen"));
  CHECK(outside.read("precious") == "mine");
  const Unpacked other;
  CHECK_FALSE(other.layer(Tar().hard_link("theirs", (outside / "precious").string())));
  CHECK_FALSE(other.layer(Tar().hard_link("theirs", "../precious")));
}

TEST_CASE("unpack_tar: no archive, a damaged one, one too many bytes, a device", "[system]") {
  const Unpacked root;
  CHECK(why(root.layer(Tar().file("big", std::string(5000, 'x')), 4000)).find("more than") != std::string::npos);
  root.folder.write("text", "no archive at all, but text that goes on for a while");
  CHECK_FALSE(unpack_tar(root.folder / "text", root.folder / "root", kPlenty));
  const std::string whole = Tar().file("a", std::string(5000, 'x')).text();
  root.folder.write("cut.tar", whole.substr(0, 1000));
  CHECK_FALSE(unpack_tar(root.folder / "cut.tar", root.folder / "root", kPlenty));
  root.folder.write("zstd", "\x28\xb5\x2f\xfd....");
  CHECK(why(unpack_tar(root.folder / "zstd", root.folder / "root", kPlenty)).find("zstandard") != std::string::npos);
  REQUIRE(root.layer(Tar().add('6', "pipe").file("after", "x")));
  CHECK_FALSE(root.has("pipe"));
  CHECK(root.read("after") == "x");
}
