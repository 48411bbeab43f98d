// What `start-api` makes of an application where it stands in for SAM CLI's.
#include "local/sam_application.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "local/sam_cors.h"
#include "local/sam_guards.h"

using namespace cxsam;

namespace {

project::Project served_as_sam(std::string resources, const std::string& globals = "{}") {
  std::string text = "Transform: AWS::Serverless-2016-10-31\nGlobals: " + globals + "\nResources:\n" + std::move(resources);
  project::Loaded loaded =
      project::load({.template_path = "template.yaml", .text = std::move(text), .need = project::Need::Running});
  REQUIRE(loaded.readable);
  local::serve_as_sam(loaded.project);
  return std::move(loaded.project);
}

std::string function(std::string_view events) {
  return "  Hello: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.13, Events: {" +
         std::string(events) + "}}}\n";
}

const application::Api& api_of(const project::Project& project, std::string_view id) {
  for (const application::Api& api : project.application.apis)
    if (api.logical_id == id) return api;
  FAIL("no API " << id);
  return project.application.apis.front();
}

constexpr const char* kRest = "A: {Type: Api, Properties: {Path: /a, Method: get}}";
constexpr const char* kBoth =
    "B: {Type: HttpApi, Properties: {Path: /b, Method: get}}, A: {Type: Api, Properties: {Path: /a, Method: get}}";

}  // namespace

TEST_CASE("as sam: the CORS of the last API is that of all", "[local][sam]") {
  const auto cors_of = [](const std::string& cors) {
    return api_of(served_as_sam(function(kRest), "{Api: {Cors: " + cors + "}}"), "ServerlessRestApi").cors.value();
  };
  CHECK(cors_of("\"'*'\"").allow_origins == std::vector<std::string>{"*"});
  CHECK(cors_of("\"'*'\"").allow_methods.empty());  // which are all
  CHECK(cors_of("{AllowOrigin: \"'https://a'\"}").allow_methods.empty());
  const application::Cors cors = cors_of("{AllowOrigin: \"'https://a'\", AllowMethods: \"'GET,PUT'\", MaxAge: \"'60'\"}");
  CHECK(cors.allow_methods == std::vector<std::string>{"GET", "PUT"});
  CHECK(cors.max_age_s == 60);

  const auto origins = [](const std::string& first, const std::string& second) {
    const project::Project project =
        served_as_sam(function("A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref One}}, "
                               "B: {Type: HttpApi, Properties: {Path: /b, Method: get, ApiId: !Ref Two}}") +
                      "  One: {Type: AWS::Serverless::Api, Properties: {StageName: x" + first + "}}\n" +
                      "  Two: {Type: AWS::Serverless::HttpApi, Properties: {StageName: x" + second + "}}\n");
    const auto& shared = api_of(project, "One").cors;
    CHECK(shared.has_value() == api_of(project, "Two").cors.has_value());
    return shared ? shared->allow_origins : std::vector<std::string>{};
  };
  CHECK(origins(", Cors: \"'https://a'\"", ", CorsConfiguration: {AllowOrigins: [https://b]}") ==
        std::vector<std::string>{"https://b"});
  CHECK(origins(", Cors: \"'https://a'\"", "").empty());
}

TEST_CASE("as sam: texts of Cors have quotes of their own", "[local][sam]") {
  const auto fault = [](const std::string& cors) {
    const auto why = local::sam_cors_fault(served_as_sam(function(kRest), "{Api: {Cors: " + cors + "}}"));
    return why ? why->message : "";
  };
  CHECK(fault("\"'*'\"").empty());
  CHECK(fault("{AllowOrigin: \"'*'\", MaxAge: 600}").empty());
  CHECK(fault("https://a").starts_with("Cors Properties must be a quoted string"));
  CHECK(fault("{AllowOrigin: a, AllowMethods: GET}").starts_with("AllowMethods must be a quoted string"));
  CHECK(fault("{AllowOrigin: \"'*'\", MaxAge: \"600\"}").starts_with("MaxAge must be a quoted string"));
}

TEST_CASE("as sam: authorizers of an HTTP API say which payload they take", "[local][sam]") {
  const auto fault = [](const std::string& settings) {
    const std::string auth = "{Authorizers: {L: {FunctionArn: !GetAtt Hello.Arn, Identity: {Headers: [A]}" + settings + "}}}";
    const auto why = local::sam_auth_fault(
        served_as_sam(function("B: {Type: HttpApi, Properties: {Path: /b, Method: get, ApiId: !Ref Own}}") +
                      "  Own: {Type: AWS::Serverless::HttpApi, Properties: {Auth: " + auth + "}}\n"));
    return why ? why->message : "";
  };
  const std::string format = "Lambda Authorizer 'L' must contain a valid 'AuthorizerPayloadFormatVersion' for HTTP APIs.";
  CHECK(fault("") == format);
  CHECK(fault(", AuthorizerPayloadFormatVersion: 3.0") == format);
  CHECK(fault(", AuthorizerPayloadFormatVersion: '2.0', EnableSimpleResponses: true").empty());
  CHECK(fault(", AuthorizerPayloadFormatVersion: 1.0").empty());
  CHECK(fault(", AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true") ==
        "EnableSimpleResponses must be used with the 2.0 payload format version in Lambda Authorizer 'L'.");
}

TEST_CASE("as sam: of the same routes the last API's answers", "[local][sam]") {
  const project::Project project =
      served_as_sam(function("A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Own}}, "
                             "B: {Type: Api, Properties: {Path: /a, Method: any}}, "
                             "C: {Type: Api, Properties: {Path: /c, Method: get, RestApiId: !Ref Own}}") +
                    "  Own: {Type: AWS::Serverless::Api, Properties: {StageName: x}}\n");
  REQUIRE(api_of(project, "Own").routes.size() == 1);
  CHECK(api_of(project, "Own").routes.front().path == "/c");
  CHECK(api_of(project, "ServerlessRestApi").routes.size() == 1);
}

TEST_CASE("as sam: one stage for all APIs, which an HTTP API may leave without a name", "[local][sam]") {
  const auto stage = [](const project::Project& project) { return project.application.apis.front().stages.front().name; };
  CHECK(stage(served_as_sam(function(kRest))) == "Prod");
  const project::Project both = served_as_sam(function(kBoth), "{Api: {BinaryMediaTypes: [image~1gif]}}");
  for (const application::Api& api : both.application.apis) {
    CHECK(api.stages.front().name.empty());
    CHECK(api.binary_media_types == std::vector<std::string>{"image/gif"});
  }
  const std::string own = "B: {Type: HttpApi, Properties: {Path: /b, Method: get, ApiId: !Ref Own}}";
  CHECK(stage(served_as_sam(function(own) + "  Own: {Type: AWS::Serverless::HttpApi, Properties: {StageName: x}}\n")) == "x");
}

TEST_CASE("as sam: an API of CloudFormation has the stage of its last Stage resource, and no other", "[local][sam]") {
  const auto stage = [](const std::string& stages) {
    const project::Project project =
        served_as_sam(R"yaml(  F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.12, Handler: a.b, Code: src}}
  R: {Type: AWS::ApiGateway::RestApi}
  M: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref R, ResourceId: !GetAtt R.RootResourceId, HttpMethod: GET, Integration: {Type: AWS_PROXY, Uri: !GetAtt F.Arn}}}
)yaml" + stages);
    const application::Stage& served = api_of(project, "R").stages.front();
    const auto variable = served.variables.find("v");
    return served.name + (variable == served.variables.end() ? "" : "=" + variable->second);
  };
  const std::string deployment =
      "  D: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref R, StageName: live, StageDescription: {Variables: "
      "{v: d}}}}\n";
  const std::string dev =
      "  S: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref R, StageName: dev, Variables: {v: s}}}\n";
  CHECK(stage("").empty());
  CHECK(stage(deployment).empty());
  CHECK(stage(deployment + dev) == "dev=s");
  CHECK(stage(dev + "  T: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref R, StageName: test}}\n") == "test");
}

TEST_CASE("as sam: events count beside the document of their API, but not where callers are looked at", "[local][sam]") {
  const auto routes = [](const std::string& auth) {
    const std::string body =
        "{swagger: '2.0', info: {title: a, version: '1'}, paths: {/a: {get: {x-amazon-apigateway-integration: {type: "
        "aws_proxy, "
        "httpMethod: POST, uri: !GetAtt Hello.Arn}}}}}";
    const std::string events =
        "A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Own}}, "
        "B: {Type: Api, Properties: {Path: '/b/{id}', Method: any, RestApiId: !Ref Own}}";
    std::vector<std::string> found;
    const auto project = served_as_sam(function(events) + "  Own: {Type: AWS::Serverless::Api, Properties: {StageName: x, " +
                                       auth + "DefinitionBody: " + body + "}}\n");
    for (const application::Route& route : api_of(project, "Own").routes)
      found.push_back(route.method + " " + route.path + " " + route.integration.function_path());
    return found;
  };
  CHECK(routes("") == std::vector<std::string>{"GET /a Hello", "ANY /b/{id} Hello"});
  CHECK(routes("Auth: {ApiKeyRequired: true}, ") == std::vector<std::string>{"GET /a Hello"});
}
