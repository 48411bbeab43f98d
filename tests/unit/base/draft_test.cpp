#include "base/draft.h"

#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
namespace fs = std::filesystem;

TEST_CASE("draft: the file is there once it is kept, with the rights of a new file", "[base]") {
  const test::ScratchFolder folder;
  const mode_t mask = ::umask(027);
  {
    Result<Draft> draft = Draft::beside(folder / "file");
    REQUIRE(draft);
    REQUIRE(::write(draft->descriptor(), "new", 3) == 3);
    CHECK_FALSE(fs::exists(folder / "file"));
    REQUIRE(draft->keep());
  }
  ::umask(mask);
  CHECK(folder.read("file") == "new");
  CHECK(fs::status(folder / "file").permissions() == fs::perms(0640));
}

TEST_CASE("draft: nothing stays of one that is not kept, nor of one that went elsewhere", "[base]") {
  const test::ScratchFolder folder;
  {
    Result<Draft> draft = Draft::beside(folder / "file");
    REQUIRE(draft);
    const Draft moved = std::move(*draft);
    CHECK_FALSE(fs::is_empty(folder.path()));
  }
  CHECK(fs::is_empty(folder.path()));
  const Result<Draft> nowhere = Draft::beside(folder / "gone/file");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().message == "cannot write `" + (folder / "gone/file").string() + "`: No such file or directory");
}
