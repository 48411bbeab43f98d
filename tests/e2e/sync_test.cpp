// Changes on their way to a stack that is there, with moto in the place of AWS.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/text.h"
#include "tests/e2e/moto.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr std::string_view kTemplate = R"(Parameters:
  Stage: {Type: String, Default: test}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  Inline:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: {ZipFile: "def handler(e, c): return 1"}
  Work:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      Role: !GetAtt Role.Arn
      Code: src
      Environment: {Variables: {STAGE: !Ref Stage}}
)";

class Shop {
 public:
  explicit Shop(const std::filesystem::path& programs) : moto_(programs) {
    folder.write("template.yaml", kTemplate);
    write_code(1);
    test::Asker(environment()).make_bucket("art");
  }

  void write_code(int number) {
    folder.write("src/app.py", fmt::format("def handler(event, context):\n    return {}\n", number));
  }

  /// What it says. It is to end well.
  std::string sync(const std::string& stage = "one") {
    const std::string words =
        "yes | \"$0\" sync --stack-name shop --s3-bucket art --no-dependency-layer --parameter-overrides \"Stage=$1\"";
    const auto done = test::run_process(
        {.command = {"sh", "-c", words, CXSAM_BINARY, stage}, .folder = folder.path(), .environment = environment()});
    INFO(done.out << done.err);
    REQUIRE(done.exit_code == 0);
    return done.out + done.err;
  }

  std::map<std::string, std::string> environment() { return moto_.environment_of_deployment(folder.path()); }

  test::ScratchFolder folder;

 private:
  test::Moto moto_;
};

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("sync: code goes to its function, anything else through CloudFormation", "[e2e][aws][sync]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  CHECK(says(shop.sync(), "Stack creation succeeded. Sync infra completed."));
  CHECK(says(shop.sync(), "Template hasn't been changed since last deployment, skipping infra sync..."));

  for (const int number : {2, 1}) {  // and back to what the template of the stack says
    shop.write_code(number);
    const std::string said = shop.sync();
    CHECK(says(said, "skipping infra sync"));
    CHECK(says(said, "Finished syncing Lambda Function Work."));
    CHECK_FALSE(says(said, "Skipping resource update"));
  }
  CHECK(says(shop.sync(), "Skipping resource update as the content didn't change"));

  CHECK(says(shop.sync("two"), "CloudFormation is asked: the parameter Stage has changed"));
  CHECK(says(shop.sync("two"), "skipping infra sync"));

  shop.folder.write("template.yaml", replace_all(std::string(kTemplate), "return 1", "return 2"));
  CHECK(says(shop.sync("two"), "CloudFormation is asked: Inline has changed"));
  CHECK(says(shop.sync("two"), "skipping infra sync"));
}
