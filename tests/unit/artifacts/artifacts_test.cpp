#include "artifacts/artifacts.h"

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "document/writer.h"

using namespace cxsam;

namespace {

tmpl::Template read(std::string_view yaml) {
  Sources sources;
  Diagnostics diagnostics;
  auto root = read_document(sources, sources.add("template.yaml", std::string(yaml)), diagnostics);
  REQUIRE(root);
  return tmpl::Template::from(std::move(*root), diagnostics);
}

std::vector<std::string> paths(std::string_view yaml) {
  std::vector<std::string> out;
  const tmpl::Template source = read(yaml);
  for (const artifacts::Artifact& artifact : artifacts::find_artifacts(source)) {
    out.push_back(artifact.logical_id + "." + artifact.property + "=" + artifact.path);
  }
  return out;
}

}  // namespace

TEST_CASE("artifacts: local paths of SAM and CloudFormation resources are found") {
  CHECK(paths(R"(
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/}}
  G: {Type: AWS::Serverless::Function}
  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
  A: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: api.yaml}}
  H: {Type: AWS::Serverless::HttpApi}
  C: {Type: AWS::Lambda::Function, Properties: {Code: lambda}}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml}}
  J: {Type: AWS::Glue::Job, Properties: {Command: {ScriptLocation: job.py}}}
)") == std::vector<std::string>{"F.CodeUri=src/", "G.CodeUri=", "L.ContentUri=layer", "A.DefinitionUri=api.yaml",
                                "C.Code=lambda", "N.TemplateURL=./child.yaml", "J.Command.ScriptLocation=job.py"});
}

TEST_CASE("artifacts: remote locations, maps, intrinsics, inline code and images are none") {
  CHECK(paths(R"(
Resources:
  A: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://bucket/key}}
  Q: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "{{resolve:ssm:/templates/orders:1}}"}}
  B: {Type: AWS::Serverless::Function, Properties: {CodeUri: {Bucket: b, Key: k}}}
  C: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Ref Code}}
  D: {Type: AWS::Serverless::Function, Properties: {InlineCode: 'exports.handler = 1'}}
  E: {Type: AWS::Serverless::Function, Properties: {PackageType: Image}}
  F: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: x}}}
  G: {Type: AWS::Serverless::Application, Properties: {Location: 'https://example.com/t.yaml'}}
)")
            .empty());
}

TEST_CASE("artifacts: a path from Globals points there, and IgnoreGlobals hides it") {
  const tmpl::Template source = read(R"(
Globals: {Function: {CodeUri: shared}}
Resources:
  F: {Type: AWS::Serverless::Function}
  G: {Type: AWS::Serverless::Function, IgnoreGlobals: [CodeUri]}
)");
  const auto found = artifacts::find_artifacts(source);
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "shared");
  CHECK(found[0].pointer == std::vector<std::string>{"Globals", "Function", "CodeUri"});
  CHECK(found[1].path.empty());
}

TEST_CASE("artifacts: AWS::Include locations are found below properties") {
  CHECK(paths(R"(
Resources:
  A:
    Type: AWS::Serverless::Api
    Properties: {DefinitionBody: {'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: ./api.yaml}}}}
)") == std::vector<std::string>{"A.Fn::Transform=./api.yaml"});
}

TEST_CASE("artifacts: new paths are set on the resource itself, and the rest stays") {
  const tmpl::Template source = read(R"(
Globals: {Function: {CodeUri: shared}}
Resources:
  F: {Type: AWS::Serverless::Function}
  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
)");
  const Node rewritten = artifacts::with_paths(source, artifacts::find_artifacts(source), {"F", "L"});
  CHECK(rewritten.at_path({"Resources", "F", "Properties", "CodeUri"})->text == "F");
  CHECK(rewritten.at_path({"Resources", "L", "Properties", "ContentUri"})->text == "L");
  CHECK(rewritten.at_path({"Globals", "Function", "CodeUri"})->text == "shared");
}
