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
  using local::Mounting;
  using local::Remark;
  CHECK(local::mountings(application, "http://127.0.0.1:3000") ==
        std::vector<Mounting>{
            {"Hello", "http://127.0.0.1:3000/hello", {"GET", "POST"}},
            {"Other", "http://127.0.0.1:3000/other", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}}});
  const Remark authorizer{Remark::Level::Warning,
                          "authorizer `Mine` is NOT enforced locally yet: every caller may use GET /hello"};
  const Remark keys{Remark::Level::Warning, "API keys are NOT checked locally yet: every caller may use ANY /other"};
  const Remark web{Remark::Level::Note, "`Api`: HTTP integration of `GET /web` does not run locally yet"};
  CHECK(local::limitations(application, false) == std::vector<Remark>{authorizer, keys, web});
  CHECK(local::limitations(application, true) == std::vector<Remark>{keys, web});
  CHECK(local::has_lambda_routes(application));
  CHECK_FALSE(local::has_lambda_routes({}));
}
