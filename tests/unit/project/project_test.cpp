#include "project/project.h"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>

using namespace cxsam;

namespace {

project::Loaded load(std::string_view yaml, project::Need need = project::Need::Deployment) {
  return project::load({.template_path = "template.yaml", .text = std::string(yaml), .need = need, .nested = false});
}

}  // namespace

TEST_CASE("project: a SAM template becomes an application with routes") {
  const project::Loaded loaded = load(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.12
      Events: {Get: {Type: Api, Properties: {Path: /hello, Method: get}}}
)",
                                      project::Need::Running);
  REQUIRE(loaded.readable);
  CHECK_FALSE(loaded.failure);
  CHECK(loaded.findings.items().empty());
  REQUIRE(loaded.project.application.find_function("Hello"));
  REQUIRE(loaded.project.application.apis.size() == 1);
  REQUIRE(loaded.project.application.apis[0].routes.size() == 1);
  CHECK(loaded.project.application.apis[0].routes[0].path == "/hello");
  CHECK(loaded.project.root.paths.known.size() == 1);
  CHECK(loaded.project.root.graph.find("HelloRole"));
}

TEST_CASE("project: a template that cannot be transformed is its own expansion, with the errors") {
  const project::Loaded loaded = load(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello: {Type: AWS::Serverless::Function, Properties: {Handlr: x}}
)");
  REQUIRE(loaded.readable);
  CHECK(loaded.findings.count(Severity::Error) == 1);
  CHECK(loaded.project.root.expanded.find_resource("Hello")->type == "AWS::Serverless::Function");
}

TEST_CASE("project: what is misshapen is said once") {
  const project::Loaded loaded = load(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Empty:
  Listed: {Type: AWS::Serverless::SimpleTable, Properties: []}
)");
  REQUIRE(loaded.findings.items().size() == 2);
  CHECK(loaded.findings.items()[0].id == "E3001");
  CHECK(loaded.findings.items()[1].id == "E3012");
}

TEST_CASE("project: the template is seen with its loops expanded") {
  const project::Loaded loaded = load(R"(
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {Names: {Type: CommaDelimitedList, Default: "A,B"}}
Resources:
  'Fn::ForEach::Functions':
    - Name
    - !Ref Names
    - '${Name}Function':
        Type: AWS::Serverless::Function
        Properties: {CodeUri: !Sub "src/${Name}", Handler: app.handler, Runtime: python3.12}
)");
  REQUIRE(loaded.readable);
  CHECK(loaded.findings.items().empty());
  CHECK(loaded.project.root.source.find_resource("BFunction"));
  CHECK(loaded.project.root.expanded.find_resource("AFunctionRole"));
  CHECK(loaded.project.root.paths.known.size() == 2);
  REQUIRE(loaded.project.root.written_references.size() == 2);
  CHECK(loaded.project.root.written_references[0].name == "Names");
}

TEST_CASE("project: which template is meant") {
  const auto folder = std::filesystem::temp_directory_path() / ("cxsam-project-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / ".aws-sam" / "build");
  CHECK_FALSE(project::find_template(folder, std::nullopt, true));
  std::ofstream(folder / "template.yml") << "a: b\n";
  CHECK(project::find_template(folder, std::nullopt, true) == folder / "template.yml");
  std::ofstream(folder / ".aws-sam" / "build" / "template.yaml") << "a: b\n";
  CHECK(project::find_template(folder, std::nullopt, true) == folder / ".aws-sam" / "build" / "template.yaml");
  CHECK(project::find_template(folder, std::nullopt, false) == folder / "template.yml");
  CHECK(project::find_template(folder, (folder / "template.yml").string(), true) == folder / "template.yml");
  CHECK_FALSE(project::find_template(folder, (folder / "none.yaml").string(), false));
  std::filesystem::remove_all(folder);
}
