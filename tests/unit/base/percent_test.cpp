#include "base/percent.h"

#include <string>
#include <utility>

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("percent: decoding and queries", "[base]") {
  CHECK(percent_decode("a%20b%2Fc+%zz%4") == "a b/c+%zz%4");
  CHECK(query_decode("a+b%2B") == "a b+");
  const auto pairs = parse_query("a=1&a=2&b&&=x&c=%3D=");
  REQUIRE(pairs.size() == 5);
  CHECK(pairs[2] == std::pair<std::string, std::string>("b", ""));
  CHECK(pairs[3] == std::pair<std::string, std::string>("", "x"));
  CHECK(pairs[4] == std::pair<std::string, std::string>("c", "=="));
}
