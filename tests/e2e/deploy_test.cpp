// From code to a stack and back, with moto in the place of AWS. moto does not transform SAM, so that what is deployed is
// transformed here first.
#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/hash.h"
#include "json/json.h"
#include "tests/e2e/moto.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr std::string_view kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: test}
Resources:
  Inbox:
    Type: AWS::SQS::Queue
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.12
      Environment: {Variables: {STAGE: !Ref Stage}}
)";

struct Ran {
  int exit_code;
  std::string out, err;
};

class Shop {
 public:
  explicit Shop(const std::filesystem::path& programs) : moto_(programs), asker(environment()) {
    folder.write("template.yaml", kTemplate);
    folder.write("src/app.py", "def handler(event, context):\n    return 1\n");
    asker.make_bucket("art");
  }

  Ran run(std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.begin(), {"sh", "-c", "printf '%s' \"$0\" | \"$@\"", input, CXSAM_BINARY});
    const auto done = test::run_process({.command = std::move(words), .folder = folder.path(), .environment = environment()});
    return {done.exit_code, done.out, done.err};
  }

  /// build, package, and the transform that AWS does.
  void prepare() {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"build"},
          {"package", "--s3-bucket", "art", "--s3-prefix", "shop", "--output-template-file", "packaged.yaml"}}) {
      const Ran ran = run(words);
      INFO(ran.out << ran.err);
      REQUIRE(ran.exit_code == 0);
    }
    const Ran transformed = run({"transform", "packaged.yaml", "--output", "yaml"});
    INFO(transformed.err);
    REQUIRE(transformed.exit_code == 0);
    folder.write("plain.yaml", transformed.out);
  }

  Ran deploy(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"deploy", "-t",          "plain.yaml", "--stack-name",   "shop",          "--s3-bucket",
                                   "art",    "--s3-prefix", "shop",       "--capabilities", "CAPABILITY_IAM"};
    words.insert(words.end(), more.begin(), more.end());
    return run(std::move(words));
  }

  std::map<std::string, std::string> environment() { return moto_.environment_of_deployment(folder.path()); }

  test::ScratchFolder folder;

 private:
  test::Moto moto_;

 public:
  test::Asker asker;
};

}  // namespace

TEST_CASE("deploy: build, deploy, change, deploy again, nothing to change, delete", "[e2e][aws][deploy]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  shop.prepare();
  const Ran first = shop.deploy({"--parameter-overrides", "Stage=one", "--tags", "team=web"});
  INFO(first.out << first.err);
  REQUIRE(first.exit_code == 0);
  CHECK(first.out.find("Successfully created/updated stack - shop in eu-west-1") != std::string::npos);
  CHECK(first.err.find("Account 123456789012, Region eu-west-1") != std::string::npos);
  const std::string code = "/art/shop/" + md5_hex("app.py" + md5_hex("def handler(event, context):\n    return 1\n"));
  CHECK(shop.asker.object(code));

  const Ran same = shop.deploy();
  CHECK(same.exit_code == 1);
  CHECK(same.err.find("No changes to deploy. Stack shop is up to date") != std::string::npos);
  CHECK(shop.deploy({"--no-fail-on-empty-changeset"}).exit_code == 0);

  shop.folder.write("src/app.py", "def handler(event, context):\n    return 2\n");
  shop.prepare();
  const Ran second = shop.deploy({"--output", "json"});
  INFO(second.out << second.err);
  REQUIRE(second.exit_code == 0);
  CHECK(second.out.find(R"("action": "Modify", "logical_id": "Work")") != std::string::npos);
  const auto result = parse_json(second.out.substr(second.out.rfind("{\"type\": \"result\"")));
  REQUIRE(result);
  CHECK((*result)["status"] == "success");
  CHECK((*result)["region"] == "eu-west-1");

  const Ran deleted = shop.run({"delete", "--stack-name", "shop", "--no-prompts", "--s3-bucket", "art", "--s3-prefix", "shop"});
  INFO(deleted.out << deleted.err);
  CHECK(deleted.exit_code == 0);
  CHECK(deleted.out.find("Deleted successfully") != std::string::npos);
  CHECK_FALSE(shop.asker.object(code));
  const Ran gone = shop.run({"delete", "--stack-name", "shop", "--no-prompts"});
  CHECK(gone.exit_code == 0);
  CHECK(gone.out.find("does not exist") != std::string::npos);
}

TEST_CASE("deploy: answered with no nothing is left, and secrets are nowhere", "[e2e][aws][deploy]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  shop.folder.write("secret.yaml",
                    "Parameters:\n  Word: {Type: String, NoEcho: true}\nResources:\n  Inbox:\n    Type: AWS::SQS::Queue\n");
  const Ran no = shop.run({"deploy", "-t", "secret.yaml", "--stack-name", "shop", "--parameter-overrides", "Word=hunter2",
                           "--confirm-changeset", "--debug"},
                          "n\n");
  CHECK(no.exit_code == 0);
  CHECK(no.out.find("\"Word\": \"*****\"") != std::string::npos);
  CHECK((no.out + no.err).find("hunter2") == std::string::npos);
  CHECK(shop.run({"delete", "--stack-name", "shop", "--no-prompts"}).out.find("does not exist") != std::string::npos);

  const std::string answers = "shop\n\nhunter2\n\n\n\n\n\n\n";
  const Ran guided = shop.run({"deploy", "-t", "secret.yaml", "--guided", "--s3-bucket", "art"}, answers);
  INFO(guided.out << guided.err);
  CHECK(guided.exit_code == 0);
  CHECK((guided.out + guided.err + shop.folder.read("samconfig.toml")).find("hunter2") == std::string::npos);
  CHECK(shop.folder.read("samconfig.toml").find("stack_name = \"shop\"") != std::string::npos);
}

TEST_CASE("deploy: --guided asks who signs code, and asks nothing where it cannot end well", "[e2e][aws][deploy]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  shop.folder.write("signed.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.12
      CodeSigningConfigArn: arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123456789abcdef0
      Layers: [!Ref Deps]
  Deps:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: src, CompatibleRuntimes: [python3.12]}
)");
  const std::vector<std::string> words{"deploy", "-t", "signed.yaml", "--guided", "--s3-bucket", "art"};
  const Ran first = shop.run(words, "shop\n\n\n\n\n\nProfile\n123456789012\nOther\n\n\n\n\n");
  INFO(first.out << first.err);
  CHECK(first.exit_code == 1);
  CHECK(first.err.find("the bucket art keeps no versions, and only versions can be signed") != std::string::npos);
  CHECK(first.out.find("#Signing profile details for layer 'Deps', which is used by functions {'Work'}") != std::string::npos);
  const std::string saved = R"(signing_profiles = "Work=\"Profile:123456789012\" Deps=\"Other\"")";
  CHECK(shop.folder.read("samconfig.toml").find(saved) != std::string::npos);
  const Ran second = shop.run(words, "\n\n\n\n\n\n\n\n\n\n\n\n\n");
  CHECK(second.out.find("Signing Profile Owner Account ID (optional) [123456789012]: ") != std::string::npos);
  CHECK(shop.folder.read("samconfig.toml").find(saved) != std::string::npos);
  const Ran unsigned_code = shop.run(words, "\n\n\n\n\nn\n\n\n\n");
  INFO(unsigned_code.out << unsigned_code.err);
  CHECK(unsigned_code.err.find("keeps no versions") == std::string::npos);

  shop.folder.write("image.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image, ImageUri: "work:latest"}
)");
  const Ran image = shop.run({"deploy", "-t", "image.yaml", "--guided"}, "\n\n\n\n\n\n\n\n\n\n");
  CHECK(image.exit_code == 1);
  CHECK(image.out.find("Stack Name") == std::string::npos);
  CHECK(image.err.find("images are not pushed") != std::string::npos);
}

TEST_CASE("deploy: Ctrl-C leaves CloudFormation to finish, and says how to look", "[e2e][aws][deploy]") {
  const std::filesystem::path programs = test::aws_tools();
  if (programs.empty()) return;
  Shop shop(programs);
  shop.folder.write("queue.yaml", "Resources:\n  Inbox:\n    Type: AWS::SQS::Queue\n");
  const std::vector<std::string> words{"deploy", "-t", "queue.yaml", "--stack-name", "shop"};
  std::vector<std::string> only_change_set = words;
  only_change_set.emplace_back("--no-execute-changeset");
  REQUIRE(shop.run(only_change_set).exit_code == 0);
  // moto never runs a second change set of a stack that waits for its first.
  std::vector<std::string> command{"/usr/bin/env", "-i"};
  for (const auto& [name, value] : shop.environment()) command.push_back(name + "=" + value);
  command.emplace_back(CXSAM_BINARY);
  command.insert(command.end(), words.begin(), words.end());
  test::StartedProgram program(std::move(command), shop.folder.path());
  const bool waits = program.wait_for("CloudFormation events from stack operations");
  INFO(program.output());
  REQUIRE(waits);
  program.signal(SIGINT);
  CHECK(program.wait() == 130);
  INFO(program.output());
  CHECK(program.output().find("CloudFormation goes on with the stack shop in eu-west-1") != std::string::npos);
}
