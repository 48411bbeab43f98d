#include "package/map_forms.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("map forms: properties that take a URL have none", "[package]") {
  artifacts::Artifact artifact{.logical_id = "F", .resource_type = "AWS::Lambda::Function", .property = "Code", .pointer = {}};
  const auto map = package::map_form(artifact, {"b", "k", "7"});
  REQUIRE(map);
  CHECK(map->find("S3Bucket")->text == "b");
  CHECK(map->find("S3Key")->text == "k");
  CHECK(map->find("S3ObjectVersion")->text == "7");
  artifact.resource_type = "AWS::Serverless::Function";
  artifact.property = "CodeUri";
  CHECK_FALSE(package::map_form(artifact, {"b", "k"}));
}
