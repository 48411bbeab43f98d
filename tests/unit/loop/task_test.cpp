#include "loop/task.h"

#include <catch2/catch.hpp>
#include <stdexcept>

using namespace cxsam;

TEST_CASE("spawn: the loop outlives a coroutine that throws", "[loop]") {
  Loop loop;
  bool other_ran = false;
  spawn(loop, "broken on purpose by a test", []() -> Task<void> {
    throw std::runtime_error("as it should");
    co_return;
  }());
  spawn(loop, "other", [](bool& ran) -> Task<void> {
    ran = true;
    co_return;
  }(other_ran));
  loop.run();
  CHECK(other_ran);
}
