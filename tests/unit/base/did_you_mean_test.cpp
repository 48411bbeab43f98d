#include "base/did_you_mean.h"

#include <catch2/catch.hpp>

#include "base/did_you_mean_path.h"
#include "base/file.h"
#include "tests/support/temp_folder.h"

using namespace cxsam;

TEST_CASE("did_you_mean: the closest name as a hint, or what else there is to say", "[base]") {
  const std::vector<std::string> names{"Timeout", "Runtime"};
  CHECK(did_you_mean("Timout", names) == std::vector<std::string>{"did you mean `Timeout`?"});
  CHECK(did_you_mean("Colour", names).empty());
  CHECK(did_you_mean_or("runtim", names, "it has two") == "did you mean `Runtime`?");
  CHECK(did_you_mean_or("Colour", names, "it has two") == "it has two");
}

TEST_CASE("did_you_mean_path: the first part of a path that is not there", "[base]") {
  const test::TempFolder folder;
  REQUIRE(write_file_atomically(folder.path() / "services/orders/app.py", ""));
  CHECK(did_you_mean_path(folder.path() / "servces/orders") == std::vector<std::string>{"did you mean `services`?"});
  CHECK(did_you_mean_path(folder.path() / "services/ordres/app.py") == std::vector<std::string>{"did you mean `orders`?"});
  CHECK(did_you_mean_path(folder.path() / "services/orders/app.py").empty());
  CHECK(did_you_mean_path(folder.path() / "services/billing").empty());
}
