#include "artifacts/paths.h"

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "document/writer.h"
#include "template/parameters.h"

using namespace cxsam;

namespace {

tmpl::Template read(std::string_view yaml) {
  Sources sources;
  Diagnostics diagnostics;
  auto root = read_document(sources, sources.add("template.yaml", std::string(yaml)), diagnostics);
  REQUIRE(root);
  return tmpl::Template::from(std::move(*root), diagnostics);
}

/// The defaults of its parameters.
std::map<std::string, Node, std::less<>> values_of(const tmpl::Template& source) {
  Diagnostics diagnostics;
  return tmpl::parameter_values(source, {}, {}, diagnostics);
}

artifacts::Paths found(const tmpl::Template& source) {
  return artifacts::find_paths(tmpl::Resolver(source, values_of(source)));
}

std::vector<std::string> paths(std::string_view yaml) {
  std::vector<std::string> out;
  const tmpl::Template source = read(yaml);
  for (const artifacts::Artifact& artifact : found(source).known) {
    out.push_back(artifact.logical_id + "." + artifact.property + "=" + artifact.path);
  }
  return out;
}

/// What is said of paths that nobody knows.
std::vector<std::string> unknown(std::string_view yaml) {
  std::vector<std::string> out;
  const tmpl::Template source = read(yaml);
  for (const artifacts::UnknownPath& path : found(source).unknown) out.push_back(artifacts::why_unknown(path).message);
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
  M: {Type: AWS::Lambda::Function, Properties: {CodeUri: elsewhere}}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml}}
  J: {Type: AWS::Glue::Job, Properties: {Command: {ScriptLocation: job.py}}}
)") == std::vector<std::string>{"F.CodeUri=src/", "G.CodeUri=", "L.ContentUri=layer", "A.DefinitionUri=api.yaml",
                                "C.Code=lambda", "M.Code=", "N.TemplateURL=./child.yaml", "J.Command.ScriptLocation=job.py"});
}

TEST_CASE("artifacts: remote locations, maps, inline code and images are none") {
  CHECK(paths(R"(
Resources:
  A: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://bucket/key}}
  Q: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "{{resolve:ssm:/templates/orders:1}}"}}
  B: {Type: AWS::Serverless::Function, Properties: {CodeUri: {Bucket: b, Key: k}}}
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
  const std::vector<artifacts::Artifact> known = found(source).known;
  REQUIRE(known.size() == 2);
  CHECK(known[0].path == "shared");
  CHECK(known[0].pointer == std::vector<std::string>{"Globals", "Function", "CodeUri"});
  CHECK(known[1].path.empty());
}

TEST_CASE("artifacts: intrinsic functions name a path with the values of parameters") {
  constexpr std::string_view kHead = R"(
Parameters:
  Folder: {Type: String, Default: src}
  Stage: {Type: String, Default: dev}
Conditions: {Dev: !Equals [!Ref Stage, dev]}
Mappings: {Code: {dev: {Path: dev-code}}}
Resources:
)";
  const auto path_of = [&](std::string_view value) {
    return paths(std::string(kHead) + "  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: " + std::string(value) +
                 "}}\n");
  };
  CHECK(path_of("!Ref Folder") == std::vector<std::string>{"F.CodeUri=src"});
  CHECK(path_of("!Sub '${Folder}/a'") == std::vector<std::string>{"F.CodeUri=src/a"});
  CHECK(path_of("!If [Dev, one, two]") == std::vector<std::string>{"F.CodeUri=one"});
  CHECK(path_of("!FindInMap [Code, !Ref Stage, Path]") == std::vector<std::string>{"F.CodeUri=dev-code"});
  CHECK(path_of("!Join [/, [!Ref Folder, b]]") == std::vector<std::string>{"F.CodeUri=src/b"});
  CHECK(path_of("!If [Dev, !Ref 'AWS::NoValue', two]") == std::vector<std::string>{"F.CodeUri="});
  CHECK(path_of("!If [Dev, {Bucket: b, Key: k}, two]").empty());
  CHECK(path_of("!Sub 's3://${Folder}/a'").empty());
}

TEST_CASE("artifacts: what only the deployment decides is kept apart, unless it can be no path") {
  CHECK(unknown(R"(
Parameters: {Folder: {Type: String}, Bucket: {Type: String}, Stage: {Type: String}}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Never: !Equals [a, b]
Resources:
  A: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Ref Folder}}
  B: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Sub 's3://${Bucket}/key'}}
  C: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: !If [Prod, a, b]}}
  D: {Type: AWS::Serverless::Function, Properties: {CodeUri: !If [Prod, {Bucket: b, Key: k}, 's3://b/k']}}
  E: {Type: AWS::Serverless::Function, Condition: Never, Properties: {CodeUri: !Ref Folder}}
  G: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: !Join ['', ['https://', !Ref Bucket]]}}
  H: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: !ImportValue api}}
)") == std::vector<std::string>{"`CodeUri` of `A` is not known before deployment: it depends on `Folder`",
                                "`ContentUri` of `C` is not known before deployment: it depends on `Prod`",
                                "`DefinitionUri` of `H` is not known before deployment"});
}

TEST_CASE("artifacts: code and mapping templates of AppSync") {
  CHECK(paths(R"(
Resources:
  R:
    Type: AWS::AppSync::Resolver
    Properties: {RequestMappingTemplateS3Location: a.vtl, ResponseMappingTemplateS3Location: 's3://b/k'}
  G:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaUri: s.graphql
      Functions: {one: {CodeUri: f.js}, two: {InlineCode: x}}
      Resolvers: {Query: {all: {CodeUri: q.js}}, Mutation: {add: {CodeUri: m.js}}}
)") == std::vector<std::string>{"R.RequestMappingTemplateS3Location=a.vtl", "G.SchemaUri=s.graphql",
                                "G.Functions.one.CodeUri=f.js", "G.Resolvers.Query.all.CodeUri=q.js",
                                "G.Resolvers.Mutation.add.CodeUri=m.js"});
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
  const Node rewritten = artifacts::with_paths(source, found(source).known, {"F", "L"});
  CHECK(rewritten.at_path({"Resources", "F", "Properties", "CodeUri"})->text == "F");
  CHECK(rewritten.at_path({"Resources", "L", "Properties", "ContentUri"})->text == "L");
  CHECK(rewritten.at_path({"Globals", "Function", "CodeUri"})->text == "shared");
}
