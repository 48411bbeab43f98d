#include "base/did_you_mean.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("did_you_mean: the closest name as a hint, or what else there is to say", "[base]") {
  const std::vector<std::string> names{"Timeout", "Runtime"};
  CHECK(did_you_mean("Timout", names) == std::vector<std::string>{"did you mean `Timeout`?"});
  CHECK(did_you_mean("Colour", names).empty());
  CHECK(did_you_mean_or("runtim", names, "it has two") == "did you mean `Runtime`?");
  CHECK(did_you_mean_or("Colour", names, "it has two") == "it has two");
}
