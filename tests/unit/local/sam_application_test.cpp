// What `start-api` makes of an application where it stands in for SAM CLI's.
#include "local/sam_application.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "application/mapping.h"

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

std::string allowed_methods(const application::Api& api) {
  for (const application::Route& route : api.routes) {
    if (route.method != "OPTIONS") continue;
    for (const application::ParameterMapping& parameter : route.integration.mapping->responses.at(0).parameters)
      if (parameter.target.ends_with("Allow-Methods")) return parameter.source;
  }
  return "none";
}

constexpr const char* kRest = "A: {Type: Api, Properties: {Path: /a, Method: get}}";
constexpr const char* kBoth =
    "B: {Type: HttpApi, Properties: {Path: /b, Method: get}}, A: {Type: Api, Properties: {Path: /a, Method: get}}";

}  // namespace

TEST_CASE("as sam: CORS without methods allows all of them", "[local][sam]") {
  const auto methods = [](const std::string& cors) {
    return allowed_methods(api_of(served_as_sam(function(kRest), "{Api: {Cors: " + cors + "}}"), "ServerlessRestApi"));
  };
  CHECK(methods("\"'*'\"") == "'*'");
  CHECK(methods("{AllowOrigin: \"'https://a'\"}") == "'*'");
  CHECK(methods("{AllowOrigin: \"'https://a'\", AllowMethods: \"'GET,OPTIONS'\"}") == "'GET,OPTIONS'");
  const std::string own = "A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Own}}";
  const auto project =
      served_as_sam(function(own) + "  Own: {Type: AWS::Serverless::Api, Properties: {StageName: x, Cors: \"'*'\"}}\n");
  CHECK(allowed_methods(api_of(project, "Own")) == "'*'");
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
      found.push_back(route.method + " " + route.path + " " + route.integration.function);
    return found;
  };
  CHECK(routes("") == std::vector<std::string>{"GET /a Hello", "ANY /b/{id} Hello"});
  CHECK(routes("Auth: {ApiKeyRequired: true}, ") == std::vector<std::string>{"GET /a Hello"});
}
