#include "project/project.h"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>

using namespace cxsam;

namespace {

std::optional<project::Project> load(std::string_view yaml, Diagnostics& diagnostics) {
  Sources sources;
  const FileId file = sources.add("template.yaml", std::string(yaml));
  return project::load(sources, file, {.template_path = "template.yaml", .parameters = {}, .environment = {}}, diagnostics);
}

}  // namespace

TEST_CASE("project: a SAM template becomes an application with routes") {
  Diagnostics diagnostics;
  const auto project = load(R"(
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
                            diagnostics);
  REQUIRE(project);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(project->application.find_function("Hello"));
  REQUIRE(project->application.apis.size() == 1);
  REQUIRE(project->application.apis[0].routes.size() == 1);
  CHECK(project->application.apis[0].routes[0].path == "/hello");
  CHECK(project->artifacts.size() == 1);
  CHECK(project->graph.find("HelloRole"));
}

TEST_CASE("project: a template that cannot be transformed is its own expansion, with the errors") {
  Diagnostics diagnostics;
  const auto project = load(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello: {Type: AWS::Serverless::Function, Properties: {Handlr: x}}
)",
                            diagnostics);
  REQUIRE(project);
  CHECK(diagnostics.count(Severity::Error) == 1);
  CHECK(project->expanded.find_resource("Hello")->type == "AWS::Serverless::Function");
}

TEST_CASE("project: what is misshapen is said once") {
  Diagnostics diagnostics;
  load(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Empty:
  Listed: {Type: AWS::Serverless::SimpleTable, Properties: []}
)",
       diagnostics);
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].id == "E3001");
  CHECK(diagnostics.items()[1].id == "E3012");
}

TEST_CASE("project: the template is seen with its loops expanded") {
  Diagnostics diagnostics;
  const auto project = load(R"(
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {Names: {Type: CommaDelimitedList, Default: "A,B"}}
Resources:
  'Fn::ForEach::Functions':
    - Name
    - !Ref Names
    - '${Name}Function':
        Type: AWS::Serverless::Function
        Properties: {CodeUri: !Sub "src/${Name}", Handler: app.handler, Runtime: python3.12}
)",
                            diagnostics);
  REQUIRE(project);
  CHECK(diagnostics.items().empty());
  CHECK(project->source.find_resource("BFunction"));
  CHECK(project->expanded.find_resource("AFunctionRole"));
  CHECK(project->artifacts.size() == 2);
  REQUIRE(project->written_references.size() == 2);
  CHECK(project->written_references[0].name == "Names");
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
