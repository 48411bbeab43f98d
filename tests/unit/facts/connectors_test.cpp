#include "facts/connectors.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("find_connector_profile: who gets the policy, what waits for it, and what may be asked for", "[facts]") {
  const auto queue = facts::find_connector_profile("AWS::SQS::Queue", "AWS::Lambda::Function");
  REQUIRE(queue);
  CHECK(queue->mechanism == "AWS_IAM_ROLE_MANAGED_POLICY");
  CHECK_FALSE(queue->source_policy);
  CHECK(queue->depended_by == "DESTINATION_EVENT_SOURCE_MAPPING");
  CHECK(queue->combinations == std::vector<std::vector<std::string>>{{"Read", "Write"}});
  REQUIRE(queue->grants.size() == 2);
  CHECK(queue->grants[0].category == "Write");

  const auto place = facts::find_connector_profile("AWS::Lambda::Function", "AWS::Location::PlaceIndex");
  REQUIRE(place);
  CHECK(place->source_policy);
  CHECK(place->combinations.empty());
  CHECK(place->grants.size() == 1);

  CHECK_FALSE(facts::find_connector_profile("AWS::Lambda::Function", "AWS::SQS"));
  CHECK_FALSE(facts::find_connector_profile("AWS::SQS::Queue", "AWS::SQS::Queue"));
  CHECK_FALSE(facts::find_connector_profile("source", "destination"));
}

TEST_CASE("connector_destinations and connector_properties", "[facts]") {
  CHECK(facts::connector_destinations("AWS::SNS::Topic") ==
        std::vector<std::string>{"AWS::Lambda::Function", "AWS::SQS::Queue"});
  CHECK(facts::connector_destinations("AWS::SNS::Subscription").empty());
  CHECK(facts::connector_properties("AWS::SQS::Queue")->find("Url") != std::string_view::npos);
  CHECK_FALSE(facts::connector_properties("AWS::SQS::QueuePolicy"));
}
