#include "local/mounts.h"

#include "tests/unit/application/modelling.h"

using namespace cxsam;

TEST_CASE("mounts: one line for each path and function, warnings for what is not enforced", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Other: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions: {Keys: {type: apiKey}}
        paths:
          /hello:
            post: {x-amazon-apigateway-integration: &hello {type: aws_proxy, uri: !GetAtt Hello.Arn}}
            get: {security: [{Mine: []}], x-amazon-apigateway-integration: *hello}
            options: {x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: "200"}}}}
          /other:
            x-amazon-apigateway-any-method: {security: [{Keys: []}], x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Other.Arn}}
          /web: {get: {x-amazon-apigateway-integration: {type: http, uri: "https://example.com"}}}
)");
  CHECK(local::mount_lines(application, "http://127.0.0.1:3000") ==
        "Mounting Hello at http://127.0.0.1:3000/hello [GET, POST]\n"
        "Mounting Other at http://127.0.0.1:3000/other [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]\n");
  const std::string keys = "Warning: API keys are NOT checked locally yet: every caller may use ANY /other\n";
  const std::string web = "Note: `Api`: HTTP integration of `GET /web` does not run locally yet\n";
  CHECK(local::limitation_lines(application, false) ==
        "Warning: authorizer `Mine` is NOT enforced locally yet: every caller may use GET /hello\n" + keys + web);
  CHECK(local::limitation_lines(application, true) == keys + web);
  CHECK(local::has_lambda_routes(application));
  CHECK_FALSE(local::has_lambda_routes({}));
}
