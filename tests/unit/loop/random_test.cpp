#include "loop/random.h"

#include <array>
#include <catch2/catch.hpp>
#include <set>

using namespace cxsam;

TEST_CASE("Random: ids are version 4 UUIDs, known beforehand from a seed and from nothing else", "[loop]") {
  SeededRandom first(7);
  SeededRandom same(7);
  SeededRandom other(8);
  SystemRandom system;
  const std::string id = make_uuid(first);
  CHECK(id == make_uuid(same));
  CHECK(id != make_uuid(other));
  std::set<std::string> ids{id};
  for (int i = 0; i < 100; ++i) {
    ids.insert(make_uuid(first));
    ids.insert(make_uuid(system));
  }
  CHECK(ids.size() == 201);
  for (const std::string& made : ids) {
    CHECK(made.size() == 36);
    CHECK(made[14] == '4');
    CHECK(std::string_view("89ab").find(made[19]) != std::string_view::npos);
  }
}
