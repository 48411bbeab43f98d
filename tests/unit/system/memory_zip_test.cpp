#include "system/memory_zip.h"

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "system/zip_directory.h"
#include "system/zip_end.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

// The digests are those of what Python's zipfile writes for these files, with mode 0644, deflated, of 1980-01-01.
TEST_CASE("memory zip: the bytes are those of Python's zipfile", "[system]") {
  const test::ScratchFolder folder;
  folder.write("code/app.py", "X = 1\n");
  folder.write("code/lib/__init__.py", "");
  folder.write("code/lib/util.py", "Y = 2\n");
  folder.write("code/zoo.py", "Z = 3\n");
  folder.write("code/.aws-sam/x", "left out");
  const std::vector<std::string_view> excluded{".aws-sam"};
  const auto zip = system::zip_folder(folder / "code", excluded);
  REQUIRE(zip);
  CHECK(sha256_hex(*zip) == "5b58725da744e649193b34c4e99b1493dde6a464b7e07dc7096daf4b1f9f6bd7");
  const auto one = system::zip_file(folder / "code/app.py");
  REQUIRE(one);
  CHECK(sha256_hex(*one) == "6a592ea39a7e2c6c91c93ee1e97c7963937a5fc0913c5145723ce245df65c89b");
}

TEST_CASE("memory zip: a folder that is not there is told", "[system]") {
  const test::ScratchFolder folder;
  CHECK_FALSE(system::zip_folder(folder / "missing"));
  CHECK_FALSE(system::zip_file(folder / "missing"));
}

TEST_CASE("memory zip: the end of an archive tells of as many members as there are", "[system]") {
  CHECK(system::zip_end({.members = 65'535, .begin = 20, .bytes = 10}).size() == 22);
  // As Python's zipfile ends an archive of so many empty files.
  const system::ZipEnd end{.members = 65'536, .begin = 2'293'760, .bytes = 3'342'336};
  const std::string written = system::zip_end(end);
  CHECK(sha256_hex(written) == "5022bc754ca82a083503d51a7b03daf40702b424c55df876716561a29f0c89a0");
  const std::uint64_t size = end.begin + end.bytes + written.size();
  const auto place = system::find_zip_directory(written, size);
  REQUIRE(place);
  CHECK(place->offset == end.begin);
  CHECK(place->bytes == end.bytes);
}
