// Which functions anybody may call.
#include "deploy/open_functions.h"

#include <catch2/catch.hpp>

using namespace cxsam;

namespace {

std::vector<std::string> open_in(std::string resources) {
  const project::Loaded loaded = project::load({.template_path = "template.yaml",
                                                .text = "Transform: AWS::Serverless-2016-10-31\n" + std::move(resources),
                                                .need = project::Need::Code});
  return deploy::find_open_functions(loaded.project);
}

std::string function(std::string_view events, std::string_view more = "") {
  return "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: x\n      Handler: "
         "index.handler\n      "
         "Runtime: python3.12\n" +
         std::string(more) + "      Events:\n        E:\n" + std::string(events);
}

const std::string kApi = "          Type: Api\n          Properties:\n            Path: /\n            Method: get\n";
const std::string kHttp = "          Type: HttpApi\n          Properties:\n            Path: /\n            Method: get\n";

}  // namespace

TEST_CASE("open functions: an API without anything that asks", "[deploy]") {
  const std::vector<std::string> open{"F"};
  CHECK(open_in(function(kApi)) == open);
  CHECK(open_in(function(kHttp)) == open);
  CHECK(open_in(function("          Type: HttpApi\n")) == open);
  CHECK(open_in(function(kApi + "            Auth:\n              Authorizer: NONE\n") +
                "Globals:\n  Api:\n    Auth:\n      DefaultAuthorizer: AWS_IAM\n") == open);
  CHECK(open_in(function("          Type: Schedule\n          Properties:\n            Schedule: rate(1 day)\n")).empty());
}

TEST_CASE("open functions: an API key, an authorizer or a policy asks", "[deploy]") {
  CHECK(open_in(function(kApi + "            Auth:\n              ApiKeyRequired: true\n")).empty());
  CHECK(open_in(function(kHttp + "            Auth:\n              Authorizer: Mine\n")).empty());
  CHECK(open_in(function(kApi) + "Globals:\n  Api:\n    Auth:\n      DefaultAuthorizer: AWS_IAM\n").empty());
  CHECK(open_in(function("          Type: HttpApi\n") + "Globals:\n  HttpApi:\n    Auth:\n      DefaultAuthorizer: Mine\n")
            .empty());
  const std::string named = function(kApi + "            RestApiId: !Ref A\n");
  CHECK(open_in(named + "  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: s\n      Auth:\n        "
                        "ResourcePolicy: {}\n")
            .empty());
  CHECK(open_in(named + "  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: s\n").size() == 1);
  CHECK(open_in(named + "  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: s\n      DefinitionBody:\n    "
                        "    paths:\n    "
                        "      /:\n            get:\n              security: [{key: []}]\n")
            .empty());
}

TEST_CASE("open functions: a URL without IAM", "[deploy]") {
  const std::string none = "      FunctionUrlConfig:\n        AuthType: NONE\n",
                    iam = "      FunctionUrlConfig:\n        AuthType: AWS_IAM\n";
  const std::string quiet = "          Type: Schedule\n          Properties:\n            Schedule: rate(1 day)\n";
  CHECK(open_in(function(quiet, none)) == std::vector<std::string>{"F Function Url"});
  CHECK(open_in(function(quiet, iam)).empty());
}
