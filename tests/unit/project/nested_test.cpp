#include <catch2/catch.hpp>

#include "project/project.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using project::Need;

namespace {

constexpr std::string_view kSam = "Transform: AWS::Serverless-2016-10-31\n";

project::Loaded load(const test::ScratchFolder& folder, Need need) {
  return project::load({.template_path = folder / "template.yaml", .need = need});
}

/// Three levels: the parameters go down, an output comes up, and the sibling that needs it stands before.
void write_three_levels(const test::ScratchFolder& folder) {
  folder.write("template.yaml", std::string(kSam) + R"(
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  Reader:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: reader.yaml
      Parameters: {Table: !GetAtt Middle.Outputs.Table}
  Middle:
    Type: AWS::Serverless::Application
    Properties:
      Location: middle/template.yaml
      Parameters: {Stage: !Ref Stage, Arn: !GetAtt Top.Arn}
  Top:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}
)");
  folder.write("reader.yaml", std::string(kSam) + R"(
Parameters: {Table: {Type: String}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12, Environment: {Variables: {TABLE: !Ref Table}}}
)");
  folder.write("middle/template.yaml", std::string(kSam) + R"(
Parameters: {Stage: {Type: String}, Arn: {Type: String}}
Resources:
  Deep:
    Type: AWS::Serverless::Application
    Properties: {Location: deep.yaml, Parameters: {Name: !Sub "${Stage}-orders"}}
  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: code/, Handler: app.handler, Runtime: python3.12, Environment: {Variables: {ARN: !Ref Arn}}}
Outputs: {Table: {Value: !GetAtt Deep.Outputs.Table}}
)");
  folder.write("middle/deep.yaml", std::string(kSam) + R"(
Parameters: {Name: {Type: String}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: code/
      Handler: app.handler
      Runtime: python3.12
      Events: {Get: {Type: Api, Properties: {Path: /deep, Method: get}}}
Outputs: {Table: {Value: !Ref Name}}
)");
}

std::string paths_of(const project::Project& project) {
  std::string paths;
  for (const project::Stack* stack : all_stacks(project)) paths += "[" + stack->path + "]";
  return paths;
}

}  // namespace

TEST_CASE("project: nested stacks are loaded to any depth, in template order", "[project]") {
  const test::ScratchFolder folder;
  write_three_levels(folder);
  for (const Need need : {Need::Code, Need::Running, Need::Deployment}) {
    const project::Loaded loaded = load(folder, need);
    CHECK(loaded.findings.items().empty());
    CHECK_FALSE(loaded.failure);
    CHECK(paths_of(loaded.project) == "[][Reader][Middle][Middle/Deep]");
    REQUIRE(loaded.project.find_stack("Middle/Deep"));
    CHECK(loaded.project.find_stack("Middle/Deep")->folder() == folder / "middle");
    CHECK(loaded.project.find_stack("Middle/Nope") == nullptr);
    CHECK(loaded.project.find_stack("")->path.empty());
  }
}

TEST_CASE("project: parameters go down and outputs come up", "[project]") {
  const test::ScratchFolder folder;
  write_three_levels(folder);
  const project::Loaded loaded = load(folder, Need::Running);
  const application::Application& application = loaded.project.application;
  CHECK(application.find_function("Reader/Fn")->environment.at("TABLE") == "dev-orders");
  CHECK(application.find_function("Middle/Fn")->environment.at("ARN") == "arn:aws:lambda:us-east-1:123456789012:function:Top");

  const project::Loaded checked = load(folder, Need::Deployment);
  CHECK(checked.project.find_stack("Reader")->parameters.at("Table").text == "dev-orders");
  CHECK_FALSE(checked.project.find_stack("Middle")->parameters.contains("Arn"));  // known after deployment
}

TEST_CASE("project: the application has the functions and routes of all stacks under their full paths", "[project]") {
  const test::ScratchFolder folder;
  write_three_levels(folder);
  const application::Application application = load(folder, Need::Running).project.application;
  std::string names;
  for (const application::Function& function : application.functions) names += function.full_path() + " ";
  CHECK(names == "Top Reader/Fn Middle/Fn Middle/Deep/Fn ");
  CHECK(application.find_function("Fn")->full_path() == "Reader/Fn");
  REQUIRE(application.apis.size() == 1);
  CHECK(application.apis[0].stack_path == "Middle/Deep");
  CHECK(application.apis[0].routes[0].integration.function_path() == "Middle/Deep/Fn");
  CHECK(application.unsupported.empty());
}

TEST_CASE("project: ARNs tie functions, layers and routes of different stacks", "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml", std::string(kSam) + R"(
Resources:
  Tools: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: tools/}}
  Fn: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}}
  Top: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}}
  Child:
    Type: AWS::Serverless::Application
    Properties: {Location: child.yaml, Parameters: {Shared: !Ref Tools, Parent: !GetAtt Top.Arn}}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP, Target: !GetAtt Child.Outputs.Arn}
)");
  folder.write("child.yaml", std::string(kSam) + R"(
Parameters: {Shared: {Type: String}, Parent: {Type: String}}
Resources:
  Tools: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: tools/}}
  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12, Layers: [!Ref Shared, !Ref Tools]}
  Parents:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: parents, ProtocolType: HTTP, Target: !Ref Parent}
  Own:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: own
      ProtocolType: HTTP
      Target: !Sub "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Fn}"
Outputs: {Arn: {Value: !GetAtt Fn.Arn}}
)");
  const project::Loaded loaded = load(folder, Need::Running);
  const application::Application& application = loaded.project.application;
  const application::Function* function = application.find_function("Child/Fn");
  REQUIRE(function);
  CHECK(function->arn == "arn:aws:lambda:us-east-1:123456789012:function:Child-Fn");
  CHECK(function->name == "Fn");
  REQUIRE(function->layers.size() == 2);
  CHECK(function->layers[0].stack_path.empty());
  CHECK(function->layers[0].arn.empty());
  CHECK(function->layers[1].stack_path == "Child");
  std::string targets;
  for (const application::Api& api : application.apis) targets += api.routes.at(0).integration.function_path() + " ";
  CHECK(targets == "Child/Fn Top Child/Fn ");
  CHECK(application.unsupported.empty());
}

TEST_CASE("project: a circle is named where it begins", "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml", "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}\n");
  folder.write("b.yaml", "Resources:\n  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./template.yaml}}\n");
  for (const Need need : {Need::Code, Need::Running, Need::Deployment}) {
    const project::Loaded loaded = load(folder, need);
    REQUIRE(loaded.findings.items().size() == 1);
    const Diagnostic& finding = loaded.findings.items()[0];
    CHECK(finding.id == "CX0002");
    CHECK(finding.message == "nested stack `A` leads back to its own template: `A` leads to `B` leads to `template.yaml`");
    CHECK(loaded.project.sources->slice(finding.where) == "b.yaml");
    CHECK(loaded.failure.has_value() == (need != Need::Running));
  }
}

TEST_CASE("project: a template that names itself is a circle of one", "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml",
               "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}\n");
  const project::Loaded loaded = load(folder, Need::Code);
  REQUIRE(loaded.findings.items().size() == 1);
  CHECK(loaded.findings.items()[0].related.empty());
}

TEST_CASE("project: two stacks of one template are no circle", "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml",
               "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: x}}}\n"
               "  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: [y, z]}}}\n");
  folder.write("b.yaml", "Parameters: {P: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\n");
  const project::Loaded loaded = load(folder, Need::Deployment);
  CHECK(loaded.findings.items().empty());
  CHECK(loaded.project.find_stack("A")->parameters.at("P").text == "x");
  CHECK(loaded.project.find_stack("B")->parameters.at("P").text == "y,z");
}

TEST_CASE("project: a nested template that is not there is in the way of code, and no more than a warning locally",
          "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml", "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml}}\n");
  const project::Loaded code = load(folder, Need::Code);
  REQUIRE(code.findings.items().size() == 1);
  CHECK(code.findings.items()[0].id == "CX0002");
  CHECK(code.failure);
  const project::Loaded running = load(folder, Need::Running);
  REQUIRE(running.findings.items().size() == 1);
  CHECK(running.findings.items()[0].severity == Severity::Warning);
  CHECK_FALSE(running.failure);
  REQUIRE(running.project.application.unsupported.size() == 1);
  CHECK(running.project.application.unsupported[0].what == "nested stack whose template is not on this machine");
}

TEST_CASE("project: a nested template with errors takes away no more than itself locally", "[project]") {
  const test::ScratchFolder folder;
  folder.write("template.yaml", std::string(kSam) + R"(
Resources:
  Child: {Type: AWS::Serverless::Application, Properties: {Location: child.yaml}}
  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}
)");
  folder.write("child.yaml", "Resources: [\n");
  const project::Loaded running = load(folder, Need::Running);
  CHECK_FALSE(running.failure);
  CHECK(running.project.application.functions.size() == 1);
  CHECK(running.findings.count(Severity::Warning) > 0);
  CHECK(load(folder, Need::Code).failure);
  const project::Loaded deployed = load(folder, Need::Deployment);  // it is validated as a file of its own
  REQUIRE(deployed.findings.items().size() == 1);
  CHECK(deployed.findings.items()[0].id == "CX0002");
}

TEST_CASE("project: nested stacks are bounded in depth and in number", "[project]") {
  const test::ScratchFolder folder;
  const auto stack = [](const std::string& id, const std::string& file) {
    return "  " + id + ": {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " + file + "}}\n";
  };
  for (int i = 0; i < 40; ++i)
    folder.write(i == 0 ? "template.yaml" : "t" + std::to_string(i) + ".yaml",
                 "Resources:\n" + stack("A", "t" + std::to_string(i + 1) + ".yaml"));
  const project::Loaded deep = load(folder, Need::Code);
  REQUIRE(deep.findings.items().size() == 1);
  CHECK(deep.findings.items()[0].message == "nested stack `A` cannot be loaded: it stands below 32 others");

  for (int i = 0; i < 12; ++i)  // 2 to the power of 12
    folder.write(
        i == 0 ? "template.yaml" : "t" + std::to_string(i) + ".yaml",
        "Resources:\n" + stack("A", "t" + std::to_string(i + 1) + ".yaml") + stack("B", "t" + std::to_string(i + 1) + ".yaml"));
  folder.write("t12.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n");
  const project::Loaded wide = load(folder, Need::Code);
  CHECK(all_stacks(wide.project).size() <= 500);
  CHECK(wide.failure);
}
