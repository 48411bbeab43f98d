#include "base/percent.h"

#include <string>
#include <utility>

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("percent: encoding keeps unreserved characters and those that are asked for", "[base]") {
  CHECK(percent_encode("a-Z_0.9~/\u00fc +") == "a-Z_0.9~%2F%C3%BC%20%2B");
  CHECK(percent_encode("my cat/1.jpg", "/") == "my%20cat/1.jpg");
}

TEST_CASE("percent: decoding and queries", "[base]") {
  CHECK(percent_decode("a%20b%2Fc+%zz%4") == "a b/c+%zz%4");
  CHECK(query_decode("a+b%2B") == "a b+");
  const auto pairs = parse_query("a=1&a=2&b&&=x&c=%3D=");
  REQUIRE(pairs.size() == 5);
  CHECK(pairs[2] == std::pair<std::string, std::string>("b", ""));
  CHECK(pairs[3] == std::pair<std::string, std::string>("", "x"));
  CHECK(pairs[4] == std::pair<std::string, std::string>("c", "=="));
}
