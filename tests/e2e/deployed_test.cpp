// What is asked of a deployed stack, with moto in the place of AWS.
#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "json/json.h"
#include "tests/e2e/moto.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kStack = R"({
  "Resources": {
    "Inbox": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "shop-inbox"}},
    "Data": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "shop-data", "ShardCount": 1}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
    "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
      "StateMachineName": "shop-flow", "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
      "DefinitionString": "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}"}}
  },
  "Outputs": {"Queue": {"Value": {"Ref": "Inbox"}, "Description": "Where orders arrive"}}
})";

struct Ran {
  int exit_code;
  std::string out, err;
};

struct Shop {
  explicit Shop(const std::filesystem::path& programs) : moto(programs), asker(moto.environment(folder.path())) {
    asker.make_stack("shop", kStack);
  }
  Ran run(std::vector<std::string> words) {
    words.insert(words.begin(), CXSAM_BINARY);
    const auto done = test::run_process(
        {.command = std::move(words), .folder = folder.path(), .environment = moto.environment(folder.path())});
    return {done.exit_code, done.out, done.err};
  }
  void log(const std::string& message, std::int64_t time) {
    const Json event{{"timestamp", time}, {"message", message}};
    const Json parameters{{"logGroupName", "/shop"}, {"logStreamName", "one"}, {"logEvents", Json::array({event})}};
    REQUIRE(asker.call("logs", "PutLogEvents", parameters));
  }

  test::ScratchFolder folder;
  test::Moto moto;
  test::Asker asker;
};

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

TEST_CASE("deployed: resources and outputs are listed", "[e2e][cloud]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  const Ran resources = shop.run({"list", "resources", "--stack-name", "shop", "--output", "json"});
  INFO(resources.err);
  CHECK(resources.exit_code == 0);
  const auto list = parse_json(resources.out);
  REQUIRE(list);
  CHECK(list->size() == 4);
  const Ran outputs = shop.run({"list", "stack-outputs", "--stack-name", "shop"});
  CHECK(outputs.exit_code == 0);
  CHECK(outputs.out.find("Where orders arrive") != std::string::npos);
  const Ran missing = shop.run({"list", "stack-outputs", "--stack-name", "nobodys"});
  CHECK(missing.exit_code == 1);
  CHECK(missing.err == "Error: The input stack nobodys does not exist on Cloudformation in the region eu-west-1\n");
}

TEST_CASE("deployed: queues and streams are called", "[e2e][cloud]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  const Ran sent = shop.run({"remote", "invoke", "Inbox", "--stack-name", "shop", "--event", "hello"});
  INFO(sent.err);
  CHECK(sent.exit_code == 0);
  CHECK(sent.out.find(md5_hex("hello")) != std::string::npos);
  const Ran by_arn = shop.run({"remote", "invoke", "arn:aws:sqs:eu-west-1:123456789012:shop-inbox"});
  CHECK(by_arn.exit_code == 0);
  const Ran put = shop.run({"remote", "invoke", "Data", "--stack-name", "shop", "--parameter", "PartitionKey=a"});
  INFO(put.err);
  CHECK(put.exit_code == 0);
  CHECK(put.out.find("SequenceNumber") != std::string::npos);
}

TEST_CASE("deployed: logs are shown, and followed until Ctrl-C", "[e2e][cloud]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  REQUIRE(shop.asker.call("logs", "CreateLogGroup", Json{{"logGroupName", "/shop"}}));
  REQUIRE(shop.asker.call("logs", "CreateLogStream", Json{{"logGroupName", "/shop"}, {"logStreamName", "one"}}));
  shop.log("{\"level\": \"INFO\"}", now_ms() - 60'000);
  const Ran shown = shop.run({"logs", "--cw-log-group", "/shop", "--cw-log-group", "/nobodys"});
  INFO(shown.err);
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.find("{\n  \"level\": \"INFO\"\n}") != std::string::npos);
  CHECK(shown.err == "CloudWatch log group name (/nobodys) does not exist.\n");

  std::vector<std::string> command{"/usr/bin/env", "-i"};
  for (const auto& [name, value] : shop.moto.environment(shop.folder.path())) command.push_back(name + "=" + value);
  command.insert(command.end(), {CXSAM_BINARY, "logs", "--cw-log-group", "/shop", "--tail"});
  test::StartedProgram tail(command, shop.folder.path());
  REQUIRE(tail.wait_for("INFO"));
  shop.log("late line", now_ms());
  REQUIRE(tail.wait_for("late line"));
  shop.log("later line, of an earlier time", now_ms() - 2'000);
  REQUIRE(tail.wait_for("later line"));
  tail.signal(SIGINT);
  CHECK(tail.wait() == 0);
}
