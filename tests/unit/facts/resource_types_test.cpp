#include "facts/resource_types.h"

#include <catch2/catch.hpp>

#include "facts/regions.h"
#include "facts/table.h"

using namespace cxsam;
using facts::Keyword;

TEST_CASE("resource_schema: plain and serverless types", "[facts]") {
  const facts::Value function = facts::resource_schema("AWS::Lambda::Function");
  CHECK(function.find(Keyword::AdditionalProperties).kind() == facts::Value::Kind::Bool);
  CHECK(function.find(Keyword::Properties).find("MemorySize").find(Keyword::Type).text() == "integer");
  CHECK(facts::resource_schema("AWS::Serverless::Function").find(Keyword::Properties).find("Handler"));
  CHECK_FALSE(facts::resource_schema("AWS::Lambda::Functions"));
  CHECK_FALSE(facts::resource_schema(""));
}

TEST_CASE("exists_in: some types are missing in some regions", "[facts]") {
  CHECK(facts::exists_in("AWS::Lambda::Function", "us-east-1"));
  CHECK(facts::exists_in("AWS::Lambda::Function", "ap-southeast-6"));
  CHECK(facts::exists_in("AWS::Serverless::Function", "us-east-1"));
  CHECK(facts::exists_in("AWS::AppRunner::Service", "us-east-1"));
  CHECK_FALSE(facts::exists_in("AWS::AppRunner::Service", "cn-north-1"));
  CHECK(facts::exists_in("AWS::AppRunner::Service", "eu-nowhere-9"));
  CHECK(facts::exists_in("AWS::AppRunner::Service", "me-south-1"));
  CHECK_FALSE(facts::exists_in("AWS::AppRunner::Nothing", "us-east-1"));
}

TEST_CASE("resource_types: the Regions that types are missing in are those of regions.tsv", "[facts]") {
  const facts::Value regions = facts::table().find("regions");
  for (const char* list : {"missing", "only"}) {
    const facts::Value types = regions.find(list);
    REQUIRE(types.size() > 100);
    for (std::uint32_t type = 0; type < types.size(); ++type)
      for (std::uint32_t i = 0; i < types[type].size(); ++i) CHECK(facts::has_types(types[type][i].text()));
  }
}

TEST_CASE("resource_types: all of them", "[facts]") { CHECK(facts::resource_types().size() > 1850); }
