#include <catch2/catch.hpp>

#include "project/project.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using project::Need;

namespace {

constexpr std::string_view kSam = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
constexpr std::string_view kFunction =
    "  Pay: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}}\n";
constexpr std::string_view kDocument = R"(openapi: "3.0.1"
info: {title: payments, version: "1"}
paths:
  /pay:
    post:
      x-amazon-apigateway-integration:
        type: aws_proxy
        uri: {Fn::Sub: "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pay.Arn}/invocations"}
)";
constexpr std::string_view kIncluded = "{Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/pay.yaml}}}";

project::Loaded load(const test::ScratchFolder& folder, Need need) {
  return project::load({.template_path = folder / "template.yaml", .need = need});
}

std::string routes(const project::Loaded& loaded) {
  std::string text;
  for (const application::Api& api : loaded.project.application.apis)
    for (const application::Route& route : api.routes)
      text += route.method + " " + route.path + " -> " + route.integration.function_path() + "\n";
  return text;
}

/// "ID file:line", in order.
std::string places(const project::Loaded& loaded) {
  std::string text;
  const Sources& sources = *loaded.project.sources;
  for (const Diagnostic& finding : loaded.findings.items())
    text += finding.id + " " + std::filesystem::path(sources.path(finding.where.file)).filename().string() + ":" +
            std::to_string(sources.begin_of(finding.where).line) + "\n";
  return text;
}

}  // namespace

TEST_CASE("documents: what AWS::Include names stands in its place, for SAM and CloudFormation, REST and HTTP APIs",
          "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml", kDocument);
  const std::string bodies[] = {
      "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionBody: " + std::string(kIncluded) + "}}\n",
      "  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: " + std::string(kIncluded) + "}}\n",
      "  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: " + std::string(kIncluded) + "}}\n",
      "  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Body: " + std::string(kIncluded) + "}}\n"};
  for (const std::string& body : bodies) {
    folder.write("template.yaml", std::string(kSam) + std::string(kFunction) + body);
    const project::Loaded loaded = load(folder, Need::Running);
    INFO(body);
    CHECK(places(loaded) == "");
    CHECK(routes(loaded) == "POST /pay -> Pay\n");
    CHECK_FALSE(load(folder, Need::Deployment).failure);
  }
}

TEST_CASE("documents: an include adds to the keys beside it, wherever it stands", "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml", std::string(kDocument).substr(kDocument.find("  /pay")));
  folder.write("template.yaml", std::string(kSam) + std::string(kFunction) + R"(
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: "3.0.1"
        paths:
          /refund: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Pay.Arn}}}
          Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/pay.yaml}}
)");
  CHECK(routes(load(folder, Need::Running)) == "GET /refund -> Pay\nPOST /pay -> Pay\n");
}

TEST_CASE("documents: a definition in a file of its own is the body, and AWS evaluates nothing in it", "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml", kDocument);
  const std::string apis[] = {
      "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: parts/pay.yaml}}\n",
      "  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: ./parts/pay.yaml}}\n",
      "  Api: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: parts/pay.yaml}}\n",
      "  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, BodyS3Location: parts/pay.yaml}}\n"};
  for (const std::string& api : apis) {
    folder.write("template.yaml", std::string(kSam) + std::string(kFunction) + api);
    INFO(api);
    for (const Need need : {Need::Running, Need::Code, Need::Deployment}) {
      const project::Loaded loaded = load(folder, need);
      CHECK(places(loaded) == "CX0003 pay.yaml:8\n");
      CHECK_FALSE(loaded.failure);
    }
    CHECK(routes(load(folder, Need::Running)) == "POST /pay -> Pay\n");
    const project::Loaded written =
        project::load({.template_path = folder / "template.yaml", .need = Need::Code, .expanded = false});
    const tmpl::ResourceGraph& graph = written.project.root.graph;
    CHECK(graph.edges.size() == 1);  // from the API to the function
  }
}

TEST_CASE("documents: the transform sees what is included, as on AWS", "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml", kDocument);
  folder.write("template.yaml", std::string(kSam) + std::string(kFunction) +
                                    "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, Cors: \"'*'\", "
                                    "DefinitionBody: " +
                                    std::string(kIncluded) + "}}\n");
  const project::Loaded loaded = load(folder, Need::Running);
  CHECK(places(loaded) == "");
  CHECK(routes(loaded) == "POST /pay -> Pay\nOPTIONS /pay -> \n");
}

TEST_CASE("documents: wrong files are named, and local commands go on without them", "[project]") {
  const test::ScratchFolder folder;
  const auto places_with = [&](std::string_view document, Need need) {
    folder.write("parts/pay.yaml", document);
    folder.write("template.yaml", std::string(kSam) + std::string(kFunction) +
                                      "  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: parts/pay.yaml}}\n");
    const project::Loaded loaded = load(folder, need);
    CHECK(loaded.failure.has_value() == (need == Need::Deployment));
    if (need == Need::Running) CHECK(loaded.project.application.functions.size() == 1);
    return places(loaded);
  };
  for (const Need need : {Need::Running, Need::Code, Need::Deployment}) {
    CHECK(places_with("openapi: 3.0.1\npaths: {\n", need).starts_with("CX0003 pay.yaml:"));
    CHECK(places_with("- a list\n", need) == "CX0003 pay.yaml:1\n");
    CHECK(places_with("Resources: {}\n", need) == "CX0003 pay.yaml:1\n");
    CHECK(places_with("openapi: 3.0.1\npaths: []\n", need) == "CX0003 pay.yaml:2\n");
    CHECK(places_with("", need).starts_with("CX0003 pay.yaml:"));
  }
  std::filesystem::remove(folder / "parts/pay.yaml");
  CHECK(places(load(folder, Need::Running)) == "CX0003 template.yaml:4\n");
  std::filesystem::create_directory(folder / "parts/pay.yaml");
  CHECK(places(load(folder, Need::Running)) == "CX0003 template.yaml:4\n");
}

TEST_CASE("documents: what the transform refuses in an included document takes only that API's part away", "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml", "openapi: 3.0.1\npaths: {/pay: {post: [1]}}\n");
  folder.write("template.yaml", std::string(kSam) + std::string(kFunction) +
                                    "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, Cors: \"'*'\", "
                                    "DefinitionBody: " +
                                    std::string(kIncluded) + "}}\n");
  const project::Loaded loaded = load(folder, Need::Running);
  CHECK_FALSE(loaded.failure);
  CHECK(loaded.project.application.functions.size() == 1);
}

TEST_CASE("documents: AWS::Include takes no short forms", "[project]") {
  const test::ScratchFolder folder;
  folder.write("parts/pay.yaml",
               "openapi: 3.0.1\npaths: {/pay: {post: {x-amazon-apigateway-integration: {uri: !GetAtt Pay.Arn}}}}\n");
  folder.write("template.yaml",
               std::string(kSam) + std::string(kFunction) +
                   "  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: " + std::string(kIncluded) + "}}\n");
  const project::Loaded loaded = load(folder, Need::Deployment);
  CHECK(places(loaded) == "CX0003 pay.yaml:2\n");
  CHECK_FALSE(loaded.failure);
}
