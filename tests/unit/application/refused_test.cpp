#include "tests/unit/application/modelling.h"

using namespace cxsam;
using test::application_from;

TEST_CASE("APIs: routes that API Gateway refuses are left out and named", "[application]") {
  const auto refused = [](const std::string& api) {
    const auto application = application_from("Resources:\n  Hello: {Type: AWS::Lambda::Function}\n" + api);
    std::string said;
    for (const auto& item : application.unsupported)
      if (!item.refused.empty()) said += item.route + ": " + item.refused + "\n";
    return std::to_string(application.apis.front().routes.size()) + "\n" + said;
  };
  const std::string body = R"(
      Body:
        paths:
          /good: {get: &i {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /verb: {fetch: *i, summary: a path, parameters: []}
          bad: {get: *i}
          /half/v{version}: {get: *i}
          /all/{rest+}/more: {get: *i}
          /items/{id}: {get: *i}
          /items/{name}/parts: {get: *i}
)";
  CHECK(refused("  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:" + body) ==
        "2\nFETCH /verb: API Gateway has no method `FETCH`\n"
        "GET bad: path `bad` does not begin with `/`\n"
        "GET /half/v{version}: `v{version}` is no variable of a path\n"
        "GET /all/{rest+}/more: `{rest+}` takes the rest of the path, but more follows\n"
        "GET /items/{name}/parts: another route has `{id}` in the place of `{name}`\n");
  CHECK(refused("  Api:\n    Type: AWS::ApiGatewayV2::Api\n    Properties:\n      ProtocolType: HTTP" + body)
            .starts_with("3\n"));  // HTTP APIs do not mind other names
  CHECK(refused(R"(
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  One: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /x}}
  Two: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /x}}
  Default: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: $default}}
)") == "2\nGET /x: it is declared already\n");
}
