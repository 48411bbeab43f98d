// An API whose route asks an authorizer.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace cxsam::test {

/// A REST API whose route, GET /hello/{id}, is guarded by the function `Guard`. `authorizer` is its
/// x-amazon-apigateway-authorizer.
inline std::string guarded_rest_api(std::string_view authorizer) {
  return fmt::format(R"(
Resources:
  Hello: {{Type: AWS::Lambda::Function}}
  Guard: {{Type: AWS::Lambda::Function}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions:
          Check:
            type: apiKey
            name: Authorization
            in: header
            x-amazon-apigateway-authorizer: {}
        paths:
          /hello/{{id}}: {{get: {{security: [{{Check: []}}], x-amazon-apigateway-integration: {{type: aws_proxy, uri: !GetAtt Hello.Arn}}}}}}
)",
                     authorizer);
}

}  // namespace cxsam::test
