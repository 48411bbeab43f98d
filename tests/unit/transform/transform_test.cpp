#include "tests/unit/transform/helpers.h"

using namespace cxsam;
using namespace cxsam::transform;

TEST_CASE("transform: other templates come back as they are") {
  const test::Run run("Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: a}}}\n");
  REQUIRE(run.made);
  CHECK(run.at({"Resources", "T", "Properties", "TopicName"})->text == "a");
}

TEST_CASE("transform: local paths are stood in for, kept, or refused") {
  constexpr std::string_view kLocal = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: src, Handler: a.b, Runtime: python3.12}}
  G: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, Runtime: python3.12}}
)";
  const test::Run local(kLocal);
  REQUIRE(local.made);
  CHECK(local.at({"Resources", "F", "Properties", "Code", "S3Key"})->text == "src");
  TransformOptions as_written;
  as_written.artifacts = ArtifactPaths::AsWritten;
  const test::Run written(kLocal, as_written);
  CHECK(written.at({"Resources", "F", "Properties", "Code"})->text == "src");
  CHECK(written.at({"Resources", "G", "Properties", "Code"})->text == ".");
  CHECK(written.diagnostics.count(Severity::Info) == 1);
  TransformOptions strict;
  strict.artifacts = ArtifactPaths::Required;
  const test::Run refused(kLocal, strict);
  CHECK_FALSE(refused.made);
  CHECK(refused.diagnostics.count(Severity::Error) == 2);
}

TEST_CASE("transform: a type without a file is named once and stays; the rest is transformed") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Resources:
  W: {Type: AWS::Serverless::Newcomer, Properties: {}}
  T: {Type: AWS::Serverless::SimpleTable}
)");
  REQUIRE(run.made);
  CHECK(run.diagnostics.count(Severity::Warning) == 1);
  CHECK(run.at({"Resources", "W", "Type"})->text == "AWS::Serverless::Newcomer");
  CHECK(run.at({"Resources", "T", "Type"})->text == "AWS::DynamoDB::Table");
}

TEST_CASE("transform: a generated id that is taken is an error of the resource that needs it") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12}}
  FRole: {Type: AWS::IAM::Role}
)");
  CHECK_FALSE(run.made);
  REQUIRE(run.diagnostics.items().size() == 1);
  CHECK(run.diagnostics.items()[0].message.find("`FRole`") != std::string::npos);
}

TEST_CASE("transform: parameters are known where a value is needed, and stay references elsewhere") {
  TransformOptions options;
  options.parameters = {{"Alias", "beta"}};
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Parameters: {Alias: {Type: String, Default: live}, Size: {Type: Number, Default: 256}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12, AutoPublishAlias: !Ref Alias, MemorySize: !Ref Size}}
)",
                      options);
  REQUIRE(run.made);
  CHECK(run.at({"Resources", "FAliasbeta"}));
  CHECK(same_value(*run.at({"Resources", "F", "Properties", "MemorySize"}), make_ref("Size")));
}

TEST_CASE("transform: the deployment's id changes with the API and only with it") {
  const auto deployment = [](std::string_view path, std::string_view memory) {
    const test::Run run(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, "
        "Handler: a.b, Runtime: python3.12, MemorySize: " +
        std::string(memory) + ", Events: {Get: {Type: Api, Properties: {Path: " + std::string(path) + ", Method: get}}}}}\n");
    REQUIRE(run.made);
    for (const Member& resource : run.made->find("Resources")->members) {
      if (resource.value.find("Type")->text == "AWS::ApiGateway::Deployment") return resource.key;
    }
    return std::string();
  };
  CHECK(deployment("/a", "128") == deployment("/a", "256"));
  CHECK(deployment("/a", "128") != deployment("/b", "128"));
}

TEST_CASE("transform: a parameter without a value may name the alias where artifacts are stood in for") {
  constexpr std::string_view kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Parameters: {Name: {Type: String}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12, AutoPublishAlias: !Ref Name}}
)";
  const test::Run run(kTemplate);
  REQUIRE(run.made);
  CHECK(same_value(*run.at({"Resources", "FAliasName", "Properties", "Name"}), make_ref("Name")));
  TransformOptions strict;
  strict.artifacts = ArtifactPaths::Required;
  CHECK_FALSE(test::Run(kTemplate, strict).made);
}

TEST_CASE("transform: explicit APIs of any name stand beside an implicit one") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Conditions: {C: !Equals [a, b]}
Resources:
  A: {Type: AWS::Serverless::Api, Properties: {StageName: Prod}}
  Z: {Type: AWS::Serverless::Api, Properties: {StageName: Prod}}
  F:
    Type: AWS::Serverless::Function
    Condition: C
    Properties:
      InlineCode: x
      Handler: a.b
      Runtime: python3.12
      Events:
        Own: {Type: Api, Properties: {RestApiId: !Ref A, Path: /a, Method: get}}
        Implicit: {Type: Api, Properties: {Path: /x, Method: get}}
        Last: {Type: Api, Properties: {RestApiId: !Ref Z, Path: /z, Method: get}}
)");
  REQUIRE(run.made);
  for (const auto& [api, path] : {std::pair{"A", "/a"}, std::pair{"ServerlessRestApi", "/x"}, std::pair{"Z", "/z"}}) {
    const Node* item = run.at({"Resources", api, "Properties", "Body", "paths", path, "Fn::If"});
    REQUIRE(item);
    CHECK(item->items[0].text == "C");
  }
  CHECK(run.at({"Resources", "ServerlessRestApi", "Condition"})->text == "C");
  CHECK_FALSE(run.at({"Resources", "Z", "Condition"}));
}
