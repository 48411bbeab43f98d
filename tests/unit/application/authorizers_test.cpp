#include "application/authorizer.h"

#include "iam/policy.h"
#include "tests/unit/application/modelling.h"

using namespace cxsam;
using application::Authorizer;
using From = application::IdentitySource::From;

namespace {

const Authorizer* guard_of(const application::Application& application, std::string_view path) {
  for (const application::Api& api : application.apis)
    for (const application::Route& route : api.routes)
      if (route.path == path) return route.guard.get();
  return nullptr;
}

}  // namespace

TEST_CASE("authorizers: resources of REST APIs", "[application][authorizer]") {
  const auto application = test::application_from(R"(
Resources:
  Check: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi}
  Guard:
    Type: AWS::ApiGateway::Authorizer
    Properties: {RestApiId: !Ref Api, Name: g, Type: REQUEST, AuthorizerUri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Check.Arn}/invocations",
      IdentitySource: "method.request.header.X, method.request.querystring.q,context.identity.sourceIp, stageVariables.v", AuthorizerResultTtlInSeconds: 60}
  Pool: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api, Name: p, Type: COGNITO_USER_POOLS, ProviderARNs: ["arn:aws:cognito-idp:us-east-1:1:userpool/x_y"]}}
  A: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: a}}
  B: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: b}}
  C: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: c}}
  GetA: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref A, HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Guard, Integration: {Type: MOCK}}}
  GetB: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref B, HttpMethod: GET, AuthorizationType: COGNITO_USER_POOLS, AuthorizerId: !Ref Pool, AuthorizationScopes: [s], Integration: {Type: MOCK}}}
  GetC: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref C, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: {Type: MOCK}}}
)");
  const Authorizer* request = guard_of(application, "/a");
  REQUIRE(request != nullptr);
  CHECK(request->kind == Authorizer::Kind::Request);
  CHECK(request->function == "Check");
  CHECK(request->ttl_s == 60);
  REQUIRE(request->identity.size() == 4);
  CHECK(request->identity[1].from == From::Query);
  CHECK(request->identity[2].name == "identity.sourceIp");
  CHECK(request->identity[3].from == From::StageVariable);
  const Authorizer* pool = guard_of(application, "/b");
  REQUIRE(pool != nullptr);
  CHECK(pool->kind == Authorizer::Kind::Cognito);
  CHECK(pool->scopes == std::vector<std::string>{"s"});
  CHECK(pool->identity.front().name == "Authorization");
  CHECK(guard_of(application, "/c")->kind == Authorizer::Kind::Iam);
}

TEST_CASE("authorizers: security schemes, and what is none", "[application][authorizer]") {
  const auto application = test::application_from(R"(
Resources:
  Check: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        openapi: 3.0.1
        components:
          securitySchemes:
            Simple: {type: apiKey, x-amazon-apigateway-authorizer: {type: request, authorizerUri: !GetAtt Check.Arn, identitySource: "$request.header.X, $context.routeKey", authorizerPayloadFormatVersion: "2.0", enableSimpleResponses: true}}
            Tokens: {type: openIdConnect, openIdConnectUrl: "https://i.example/.well-known/openid-configuration", x-amazon-apigateway-authorizer: {type: jwt, jwtConfiguration: {audience: [a]}}}
            Odd: {type: apiKey, x-amazon-apigateway-authorizer: {type: request, authorizerUri: !GetAtt Check.Arn, identitySource: a.b.c}}
            Far: {type: apiKey, x-amazon-apigateway-authorizer: {type: request, authorizerUri: "arn:aws:lambda:us-east-1:1:function:far", identitySource: $request.header.X}}
        paths:
          /simple: {get: {security: [{Simple: []}]}}
          /tokens: {get: {security: [{Tokens: [s, t]}]}}
          /odd: {get: {security: [{Odd: []}]}}
          /far: {get: {security: [{Far: []}]}}
          /unknown: {get: {security: [{Unknown: []}]}}
          /open: {get: {}}
)");
  const Authorizer* simple = guard_of(application, "/simple");
  REQUIRE(simple != nullptr);
  CHECK(simple->simple);
  CHECK(simple->payload_format == "2.0");
  CHECK(simple->ttl_s == 0);
  CHECK(simple->identity[1].from == From::Context);
  const Authorizer* tokens = guard_of(application, "/tokens");
  REQUIRE(tokens != nullptr);
  CHECK(tokens->kind == Authorizer::Kind::Jwt);
  CHECK(tokens->issuer == "https://i.example");
  CHECK(tokens->scopes == std::vector<std::string>{"s", "t"});
  CHECK(guard_of(application, "/odd")->why == "its identity source `a.b.c` is none");
  CHECK(guard_of(application, "/unknown")->why == "the API has no authorizer of that name");
  CHECK(guard_of(application, "/far")->function_arn == "arn:aws:lambda:us-east-1:1:function:far");
  CHECK(guard_of(application, "/open") == nullptr);
}

TEST_CASE("authorizers: a resource policy is read with its short form written out", "[application][authorizer]") {
  const auto application = test::application_from(R"(
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-policy: {Statement: [{Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/Prod/*"}]}
        paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}
  Odd: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: {Statement: {Effect: Maybe}}, Body: {paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}}}
)");
  const Authorizer* guard = guard_of(application, "/a");
  REQUIRE(guard != nullptr);
  CHECK(guard->kind == Authorizer::Kind::None);
  CHECK(guard->resource_policy->statements.front().resources.texts.front() == "arn:*:execute-api:*:*:*/Prod/*");
  CHECK(guard_of(application, "/b") == nullptr);
  REQUIRE_FALSE(application.unsupported.empty());
  CHECK(application.unsupported.front().what == "resource policy (Statement.Effect is neither `Allow` nor `Deny`)");
}
