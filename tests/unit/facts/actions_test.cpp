#include "facts/actions.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("is_action_service: case does not count", "[facts]") {
  CHECK(facts::is_action_service("lambda"));
  CHECK(facts::is_action_service("S3"));
  CHECK_FALSE(facts::is_action_service("lambdas"));
  CHECK_FALSE(facts::is_action_service(""));
}

TEST_CASE("has_action: names and patterns", "[facts]") {
  CHECK(facts::has_action("lambda", "InvokeFunction"));
  CHECK(facts::has_action("Lambda", "invokefunction"));
  CHECK(facts::has_action("s3", "GetObject"));
  CHECK_FALSE(facts::has_action("s3", "GetObjects"));
  CHECK_FALSE(facts::has_action("s3", "Get"));
  CHECK_FALSE(facts::has_action("nothing", "*"));
  CHECK(facts::has_action("s3", "*"));
  CHECK(facts::has_action("s3", "Get*"));
  CHECK(facts::has_action("s3", "G?t*bject"));
  CHECK(facts::has_action("s3", "*Object"));
  CHECK_FALSE(facts::has_action("s3", "Got*"));
  CHECK_FALSE(facts::has_action("s3", "*Objectx"));
}
