#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

#include "base/descriptor.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = fs::temp_directory_path() / "cxsam-file.XXXXXX";
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("write_file_atomically: what is written is read back, parents are made", "[base]") {
  const Folder folder;
  const fs::path file = folder.path / "a/b/c.txt";
  REQUIRE(write_file_atomically(file, "one\n"));
  REQUIRE(write_file_atomically(file, std::string("two\0!", 5)));
  CHECK(read_file(file).value() == std::string("two\0!", 5));
  CHECK(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("write_file_atomically: the mode of a file that exists is kept", "[base]") {
  const Folder folder;
  const fs::path file = folder.path / "script";
  REQUIRE(write_file_atomically(file, "old"));
  REQUIRE(::chmod(file.c_str(), 0755) == 0);
  REQUIRE(write_file_atomically(file, "new"));
  CHECK(fs::status(file).permissions() == fs::perms(0755));
}

TEST_CASE("write_file_atomically: what a link leads to is written, the link stays", "[base]") {
  const Folder folder;
  fs::create_directory(folder.path / "real");
  REQUIRE(write_file_atomically(folder.path / "real/file", "old"));
  fs::create_symlink("real/file", folder.path / "link");
  REQUIRE(write_file_atomically(folder.path / "link", "new"));
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(read_file(folder.path / "real/file").value() == "new");
}

TEST_CASE("write_file_atomically: a pipe is written into and stays one", "[base]") {
  const Folder folder;
  const fs::path pipe = folder.path / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const Descriptor reader(::open(pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  REQUIRE(write_file_atomically(pipe, "text"));
  std::array<char, 16> there{};
  CHECK(::read(reader.get(), there.data(), there.size()) == 4);
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("write_file_atomically: a failure leaves the old file and no litter", "[base]") {
  const Folder folder;
  const fs::path place = folder.path / "folder";
  fs::create_directories(place / "inside");
  CHECK_FALSE(write_file_atomically(place, "text"));
  CHECK(fs::is_directory(place));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("read_file: missing files, folders and large files are errors that name the file", "[base]") {
  const Folder folder;
  const auto missing = read_file(folder.path / "none");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "cannot read `" + (folder.path / "none").string() + "`: No such file or directory");
  CHECK(read_file(folder.path).error().message.ends_with("Is a directory"));
  REQUIRE(write_file_atomically(folder.path / "large", std::string(100, 'x')));
  CHECK_FALSE(read_file(folder.path / "large", 99));
  CHECK(read_file(folder.path / "large", 100));
}
