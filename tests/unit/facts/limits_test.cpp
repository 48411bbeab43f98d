#include "facts/limits.h"

#include <catch2/catch.hpp>

using namespace cxsam::facts;

TEST_CASE("limits: the current profile has Lambda's figures of today") {
  const auto limits = find_limits("current");
  REQUIRE(limits);
  CHECK(limits->memory_min_mb == 128);
  CHECK(limits->memory_max_mb == 10240);
  CHECK(limits->memory_step_mb == 1);
  CHECK(limits->timeout_min_s == 1);
  CHECK(limits->timeout_max_s == 900);
  CHECK(limits->environment_bytes == 4096);
  CHECK(limits->zipped_bytes == 50ULL * 1024 * 1024);
  CHECK(limits->unzipped_bytes == 250ULL * 1024 * 1024);
  CHECK(limits->ephemeral_storage_min_mb == 512);
  CHECK(limits->ephemeral_storage_max_mb == 10240);
  CHECK(limits->layers == 5);
}

TEST_CASE("limits: the classic profile has 3008 MB in steps of 64") {
  const auto limits = find_limits("classic");
  REQUIRE(limits);
  CHECK(limits->memory_max_mb == 3008);
  CHECK(limits->memory_step_mb == 64);
  CHECK(limits->ephemeral_storage_max_mb == 512);
  CHECK((limits->memory_max_mb - limits->memory_min_mb) % limits->memory_step_mb == 0);
}

TEST_CASE("limits: an unknown profile is nothing") {
  CHECK_FALSE(find_limits("future"));
  CHECK_FALSE(find_limits(""));
  CHECK(limit_profiles() == std::vector<std::string>{"classic", "current"});
}
