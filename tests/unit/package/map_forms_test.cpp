#include "package/map_forms.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using package::place_in_s3;

TEST_CASE("map forms: URLs of S3 in their forms", "[package]") {
  const auto read = [](std::string_view url) {
    const auto place = place_in_s3(url);
    return place ? place->bucket + " " + place->key + " " + place->version : "none";
  };
  CHECK(read("s3://b/some/key") == "b some/key ");
  CHECK(read("s3://b/k?versionId=7") == "b k 7");
  CHECK(read("https://s3.eu-west-1.amazonaws.com/b/some/key") == "b some/key ");
  CHECK(read("https://b.c.s3.amazonaws.com/some/key?versionId=7") == "b.c some/key 7");
  CHECK(read("https://s3.amazonaws.com/b") == "none");
  CHECK(read("https://b.s3.amazonaws.com/") == "none");
  CHECK(read("https://example.com/b/k") == "none");
  CHECK(read("s3:///k") == "none");
  CHECK(read("b/k") == "none");
}

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
