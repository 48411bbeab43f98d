#include "loop/burst.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using Paths = std::set<std::filesystem::path>;

TEST_CASE("burst: a file written in place is whole at once", "[loop]") {
  Burst burst;
  CHECK(burst.empty());
  burst.written("app.py");
  CHECK(burst.is_whole_file());
  CHECK(burst.changes().paths == Paths{"app.py"});
}

TEST_CASE("burst: a save by moving the old file away is whole when the new one is", "[loop]") {
  Burst burst;
  burst.gone("app.py");
  CHECK_FALSE(burst.empty());
  CHECK_FALSE(burst.is_whole_file());
  burst.begun("app.py", true);
  CHECK_FALSE(burst.is_whole_file());
  burst.written("app.py");
  CHECK(burst.is_whole_file());
}

TEST_CASE("burst: a temporary file that is moved into place does not count", "[loop]") {
  Burst burst;
  burst.begun("sedX1", true);
  CHECK(burst.empty());
  burst.written("sedX1");
  burst.gone("sedX1");
  burst.written("app.py");
  CHECK(burst.is_whole_file());
  CHECK(burst.changes().paths == Paths{"app.py"});
}

TEST_CASE("burst: several files, folders, removals and missed events wait for more", "[loop]") {
  Burst several;
  several.written("a.py");
  several.written("b.py");
  CHECK_FALSE(several.is_whole_file());
  Burst folder;
  folder.begun("lib", false);
  CHECK_FALSE(folder.is_whole_file());
  CHECK(folder.changes().paths == Paths{"lib"});
  Burst removed;
  removed.gone("app.py");
  CHECK_FALSE(removed.is_whole_file());
  CHECK(removed.changes().paths == Paths{"app.py"});
  Burst missed;
  missed.written("app.py");
  missed.missed();
  CHECK_FALSE(missed.is_whole_file());
}
