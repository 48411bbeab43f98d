#include "facts/regions.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace cxsam::facts;
namespace facts = cxsam::facts;

TEST_CASE("partition_of: the prefix decides, the rest is commercial", "[facts]") {
  CHECK(partition_of("us-isob-east-1").name == "aws-iso-b");
  CHECK(partition_of("us-iso-west-1").url_suffix == "c2s.ic.gov");
  CHECK(partition_of("Cn-North-1").url_suffix == "amazonaws.com.cn");
  CHECK(partition_of("us-east-1").name == "aws");
  CHECK(partition_of("nowhere").name == "aws");
}

TEST_CASE("zone_letters_of: Regions differ", "[facts]") {
  CHECK(zone_letters_of("us-east-1") == "abcdef");
  CHECK(zone_letters_of("ap-northeast-1") == "acd");
  CHECK(zone_letters_of("nowhere").empty());
}

TEST_CASE("regions: all of them, and what is none") {
  CHECK(facts::is_region("eu-central-1"));
  CHECK(facts::is_region("us-iso-east-1"));
  CHECK_FALSE(facts::is_region("eu-central-9"));
  CHECK_FALSE(facts::is_region(""));
  CHECK(facts::has_types("eu-central-1"));
  CHECK_FALSE(facts::has_types("me-south-1"));
  CHECK_FALSE(facts::has_types("eu-central-9"));
  const auto all = facts::all_regions();
  CHECK(all.size() == 46);
  CHECK(std::ranges::is_sorted(all));
  CHECK(std::ranges::adjacent_find(all) == all.end());
  CHECK(std::ranges::all_of(all, facts::is_region));
}
