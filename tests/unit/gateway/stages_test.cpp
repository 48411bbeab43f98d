// Several APIs and several stages of one, in one program.
#include <catch2/catch.hpp>

#include "gateway/routing.h"
#include "tests/unit/application/modelling.h"

using namespace cxsam;

namespace {

constexpr const char* kStages = R"(
Resources:
  One: {Type: AWS::Lambda::Function}
  Two: {Type: AWS::Lambda::Function}
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /x:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${!stageVariables.fn}/invocations"
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Shop}}
  Test: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Shop, DeploymentId: !Ref Deployment, StageName: test, Variables: {fn: One}}}
  Prod: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Shop, DeploymentId: !Ref Deployment, StageName: prod, Variables: {fn: Two}}}
  Web:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        paths:
          /y: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt One.Arn, payloadFormatVersion: "2.0"}}}
)";

struct Found {
  std::string stage;
  std::string function;
  std::string path;
};

Found find(const gateway::Routing& routing, std::string_view host, std::string_view path) {
  const gateway::Way way = routing.of(host, path);
  const gateway::RouteMatch match = way.routes->find("GET", way.path);
  if (!match) return {};
  const std::string& stage = match.stage->name;
  return {stage, match.route->integration.function()->of(stage), std::string(way.path)};
}

bool operator==(const Found& a, const Found& b) { return a.stage == b.stage && a.function == b.function && a.path == b.path; }

}  // namespace

TEST_CASE("stages: the host of an API has its stages in its paths", "[gateway][stages]") {
  const application::Application application = test::application_from(kStages);
  const gateway::Routing routing(application);
  CHECK(find(routing, "127.0.0.1:3000", "/x") == Found{"test", "One", "/x"});
  CHECK(find(routing, "127.0.0.1:3000", "/prod/x") == Found{});
  CHECK(find(routing, "shop.execute-api.localhost:3000", "/prod/x") == Found{"prod", "Two", "/x"});
  CHECK(find(routing, "Shop.execute-api.localhost", "/test/x") == Found{"test", "One", "/x"});
  CHECK(find(routing, "shop.execute-api.localhost", "/x") == Found{});
  CHECK(find(routing, "shop.execute-api.localhost", "/prod") == Found{});
  CHECK(find(routing, "web.execute-api.localhost", "/y") == Found{"$default", "One", "/y"});
  CHECK(find(routing, "web.execute-api.localhost", "/$default/y") == Found{});
  CHECK(find(routing, "shop.localhost", "/x") == Found{"test", "One", "/x"});
}

TEST_CASE("stages: when asked for, they stand in all paths", "[gateway][stages]") {
  const application::Application application = test::application_from(kStages);
  const gateway::Routing routing(application, gateway::kAwsDialect, true);
  CHECK(find(routing, "127.0.0.1:3000", "/prod/x") == Found{"prod", "Two", "/x"});
  CHECK(find(routing, "127.0.0.1:3000", "/test/x") == Found{"test", "One", "/x"});
  CHECK(find(routing, "127.0.0.1:3000", "/x") == Found{});
  CHECK(find(routing, "127.0.0.1:3000", "/y") == Found{"$default", "One", "/y"});
}
