// Which resource of a stack is meant.
#include "cloud/target.h"

#include <catch2/catch.hpp>

#include "cloud/remote_invoke.h"

using namespace cxsam;
using cloud::StackResource;

namespace {

const StackResource kFunction{"Hello", "shop-Hello", "AWS::Lambda::Function"};
const StackResource kOther{"Other", "shop-Other", "AWS::Lambda::Function"};
const StackResource kQueue{"Orders", "https://sqs/Orders", "AWS::SQS::Queue"};
const StackResource kStream{"Clicks", "shop-Clicks", "AWS::Kinesis::Stream"};
const StackResource kTopic{"News", "arn:aws:sns:eu-west-1:123456789012:News", "AWS::SNS::Topic"};

/// The logical id that is chosen, or what is said.
std::string chosen(const std::vector<StackResource>& resources, const std::string& name = "") {
  const auto target = cloud::choose_target(resources, {"shop", name}, cloud::kInvocable, "remote invoke");
  return target ? target->shown : target.error().message;
}

}  // namespace

TEST_CASE("target: of a stack the only one of the first type that it has", "[cloud]") {
  const std::string unclear =
      "shop contains more than one resource that could be used with remote invoke, please provide resource_id argument to "
      "resolve ambiguity.";
  CHECK(chosen({kQueue, kTopic}) == "Orders");
  CHECK(chosen({kQueue, kStream, kFunction}) == "Hello");
  CHECK(chosen({kStream, kQueue}) == "Orders");
  CHECK(chosen({kQueue, kFunction, kOther}) == unclear);
  CHECK(chosen({kQueue, kQueue, kStream}) == unclear);
  CHECK(chosen({kTopic}) == "shop stack has no resources that can be used with remote invoke.");
}

TEST_CASE("target: by its logical or physical id", "[cloud]") {
  CHECK(chosen({kFunction, kQueue}, "Orders") == "Orders");
  CHECK(chosen({kFunction, kQueue}, "shop-Hello") == "Hello");
  CHECK(chosen({kFunction, kTopic}, "News") == "Resource type AWS::SNS::Topic is not supported for remote invoke.");
  CHECK(chosen({kFunction}, "Nope") == "Can't find resource information from stack name (shop) and resource id (Nope)");
}
