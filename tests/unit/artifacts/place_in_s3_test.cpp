#include "artifacts/place_in_s3.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using artifacts::place_in_s3;

TEST_CASE("place in S3: URLs in their forms", "[artifacts]") {
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
  CHECK(read("https://s3.example.com/b/k") == "none");
  CHECK(read("?versionId=1://b/k") == "none");
  CHECK(read("s3:///k") == "none");
  CHECK(read("b/k") == "none");
}
