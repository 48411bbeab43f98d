#include "application/mapping.h"
#include "application/parameter_changes.h"
#include "application/targets.h"
#include "tests/unit/application/modelling.h"

using namespace cxsam;
using application::Api;
using application::Integration;
using test::application_from;

namespace {

const application::Route& route(const Api& api, std::string_view method, std::string_view path) {
  for (const auto& candidate : api.routes) {
    if (candidate.method == method && candidate.path == path) return candidate;
  }
  FAIL("no route " << method << " " << path);
  return api.routes.front();
}

}  // namespace

TEST_CASE("REST API: routes of a Swagger body, with alias, stage variable, security and preflight", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {FunctionName: hello-prod}}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Hello, Name: live}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      BinaryMediaTypes: [image~1png]
      Body:
        swagger: "2.0"
        securityDefinitions:
          Keys: {type: apiKey, name: x-api-key, in: header}
          Mine: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {type: token}}
        paths:
          /hello/{id}:
            x-amazon-apigateway-any-method:
              operationId: everything
              x-amazon-apigateway-integration:
                type: aws_proxy
                timeoutInMillis: 5000
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations
          /live:
            get:
              security: [{Mine: [], Keys: []}]
              x-amazon-apigateway-integration:
                type: AWS_PROXY
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Live}/invocations
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:1:function:${!stageVariables.target}/invocations
            options:
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: {application/json: "{\n  \"statusCode\" : 200\n}\n"}
                responses:
                  default:
                    statusCode: "200"
                    responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}
                    responseTemplates: {application/json: "{}\n"}
            put:
              x-amazon-apigateway-integration: {type: http_proxy, uri: "https://example.com"}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: v1, Variables: {target: hello-prod}}
)");
  REQUIRE(application.apis.size() == 1);
  const Api& api = application.apis.front();
  CHECK(api.kind == Api::Kind::Rest);
  CHECK(api.stages.front().name == "v1");
  CHECK(api.binary_media_types == std::vector<std::string>{"image/png"});
  CHECK(api.routes.size() == 5);

  const auto& any = route(api, "ANY", "/hello/{id}");
  CHECK(any.integration.is<application::FunctionProxy>());
  CHECK(any.integration.function_path() == "Hello");
  CHECK(any.integration.payload_format == "1.0");
  CHECK(any.integration.timeout_ms == 5000);
  CHECK(any.operation_name == "everything");

  const auto& live = route(api, "GET", "/live");
  CHECK(live.integration.function_path() == "Hello");
  CHECK(live.authorizer == "Mine");
  CHECK(live.api_key_required);
  CHECK(route(api, "POST", "/live").integration.function_path() == "Hello");

  const auto& preflight = route(api, "OPTIONS", "/live").integration;
  CHECK(preflight.is<application::Mock>());
  REQUIRE(preflight.mapping->responses.size() == 1);
  const auto& answer = preflight.mapping->responses.front();
  CHECK(answer.status == 200);
  CHECK(answer.parameters.at(0).target == "method.response.header.Access-Control-Allow-Origin");
  CHECK(answer.templates.at(0).program != nullptr);

  CHECK(route(api, "PUT", "/live").integration.is<application::HttpServer>());
  CHECK(application.unsupported.empty());
}

TEST_CASE("REST API: routes of Resource and Method resources", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi}
  Items: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: items}}
  Item: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !Ref Items, PathPart: "{id}"}}
  Loop: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !Ref Loop, PathPart: x}}
  Auth: {Type: AWS::ApiGateway::Authorizer, Properties: {Name: pool, RestApiId: !Ref Api}}
  Root:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: None, Integration: &hello {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations"}}
  GetItem:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Item, HttpMethod: ANY, AuthorizationType: CUSTOM, AuthorizerId: !Ref Auth, Integration: *hello}
  Lost:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Loop, HttpMethod: GET, Integration: *hello}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: live}}
)");
  const Api& api = application.apis.front();
  CHECK(api.stages.front().name == "live");
  REQUIRE(api.routes.size() == 2);
  CHECK(route(api, "GET", "/").integration.function_path() == "Hello");
  CHECK(route(api, "ANY", "/items/{id}").authorizer == "pool");
  REQUIRE(application.unsupported.size() == 1);
  CHECK(application.unsupported.front().logical_id == "Lost");
}

TEST_CASE("OpenAPI: a base path stands before paths where the API asks for it", "[application]") {
  const auto paths_of = [](const std::string& type, const std::string& how, const std::string& document) {
    const auto application = application_from("Resources:\n  Hello: {Type: AWS::Lambda::Function}\n  Api:\n    Type: " + type +
                                              "\n    Properties: {" + how + "Body: {" + document + R"(, paths: {
        /: {get: {x-amazon-apigateway-integration: &hello {type: aws_proxy, uri: !GetAtt Hello.Arn}}},
        /e: {get: {x-amazon-apigateway-integration: *hello}}}}}
)");
    std::string paths;
    for (const auto& each : application.apis.front().routes) paths += each.path + " ";
    return paths;
  };
  const std::string rest = "AWS::ApiGateway::RestApi";
  const std::string http = "AWS::ApiGatewayV2::Api";
  CHECK(paths_of(rest, "", "basePath: /a/b/c") == "/ /e ");
  CHECK(paths_of(rest, "Parameters: {basepath: ignore}, ", "basePath: /a/b/c") == "/ /e ");
  CHECK(paths_of(rest, "Parameters: {basepath: prepend}, ", "basePath: /a/b/c") == "/a/b/c /a/b/c/e ");
  CHECK(paths_of(rest, "Parameters: {basepath: split}, ", "basePath: /a/b/c") == "/b/c /b/c/e ");
  CHECK(paths_of(rest, "Parameters: {basepath: split}, ", "basePath: a/") == "/ /e ");
  CHECK(paths_of(rest, "Parameters: {basepath: prepend}, ", "swagger: '2.0'") == "/ /e ");
  const std::string server = "servers: [{url: 'https://api.example.com/v1/'}]";
  CHECK(paths_of(http, "", server) == "/ /e ");
  CHECK(paths_of(http, "BasePath: prepend, ", server) == "/v1 /v1/e ");
  CHECK(paths_of(http, "BasePath: prepend, ", "servers: [{url: 'https://api.example.com'}]") == "/ /e ");
  CHECK(paths_of(http, "BasePath: prepend, ", "servers: [{url: '{basePath}', variables: {basePath: {default: v2}}}]") ==
        "/v2 /v2/e ");
}

TEST_CASE("APIs: what a property asks for and does not get here is named", "[application]") {
  const auto application = application_from(R"(
Resources:
  Packed: {Type: AWS::ApiGateway::RestApi, Properties: {MinimumCompressionSize: 0}}
  Plain: {Type: AWS::ApiGateway::RestApi, Properties: {MinimumCompressionSize: !Ref "AWS::NoValue"}}
  Copy: {Type: AWS::ApiGateway::RestApi, Properties: {CloneFrom: abc}}
  Written: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {x-amazon-apigateway-minimum-compression-size: 5, paths: {}}}}
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {StageKeys: [{RestApiId: !Ref Plain, StageName: live}]}}
)");
  std::vector<std::string> told;
  for (const auto& each : application.unsupported) told.push_back(each.logical_id + ": " + each.what);
  CHECK(told == std::vector<std::string>{"Written: compression of bodies", "Packed: compression of bodies",
                                         "Copy: clone of another API", "Key: API key for a stage without a usage plan"});
}

TEST_CASE("REST API: a word that AWS does not take is told, and what counts for it", "[application]") {
  Diagnostics findings;
  application_from(R"(
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      ApiKeySourceType: COOKIE
      Body:
        paths:
          /a: {get: {x-amazon-apigateway-integration: {type: mock, passthroughBehavior: sometimes, contentHandling: TEXT}}}
          /b: {get: {x-amazon-apigateway-integration: {type: mock, passthroughBehavior: never, contentHandling: convert_to_text}}}
  Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: YEAR}, ApiStages: [{ApiId: !Ref Api, Stage: live}]}}
  Other: {Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: WEEK}, ApiStages: [{ApiId: !Ref Api, Stage: live}]}}
)",
                   {}, &findings);
  std::vector<std::string> told;
  for (const Diagnostic& each : findings.items()) told.push_back(each.message);
  CHECK(told ==
        std::vector<std::string>{
            "`Period` is `YEAR`, and AWS takes `DAY`, `WEEK`, `MONTH`: it counts as `DAY`",
            "`ApiKeySourceType` is `COOKIE`, and AWS takes `HEADER`, `AUTHORIZER`: it counts as `HEADER`",
            "`passthroughBehavior` is `sometimes`, and AWS takes `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES`, `NEVER`: it counts "
            "as `WHEN_NO_MATCH`",
            "`contentHandling` is `TEXT`, and AWS takes `CONVERT_TO_BINARY`, `CONVERT_TO_TEXT`: it counts as not written"});
}

TEST_CASE("HTTP API: body, quick create and routes with integrations", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Bodied:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        x-amazon-apigateway-cors: {allowOrigins: ["https://a.example"], allowMethods: [GET], maxAge: 600, allowCredentials: true}
        paths:
          $default:
            x-amazon-apigateway-any-method:
              isDefaultRoute: true
              x-amazon-apigateway-integration: {type: aws_proxy, payloadFormatVersion: "1.0", uri: !GetAtt Hello.Arn}
  Quick: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Target: !GetAtt Hello.Arn, CorsConfiguration: {AllowOrigins: ["*"]}}}
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  Integration: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Hello.Arn, TimeoutInMillis: 1000}}
  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: "GET /items", Target: !Sub "integrations/${Integration}", AuthorizationType: AWS_IAM}}
  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: beta, StageVariables: {A: b}}}
)");
  REQUIRE(application.apis.size() == 3);
  const Api& bodied = application.apis[0];
  CHECK(bodied.stages.front().name == "$default");
  CHECK(route(bodied, "ANY", "$default").integration.payload_format == "1.0");
  REQUIRE(bodied.cors);
  CHECK(bodied.cors->allow_origins == std::vector<std::string>{"https://a.example"});
  CHECK(bodied.cors->max_age_s == 600U);
  CHECK(bodied.cors->allow_credentials);

  const Api& quick = application.apis[1];
  CHECK(route(quick, "ANY", "$default").integration.function_path() == "Hello");
  CHECK(quick.cors->allow_origins == std::vector<std::string>{"*"});

  const Api& api = application.apis[2];
  CHECK(api.stages.front().name == "beta");
  CHECK(api.stages.front().variables == std::map<std::string, std::string>{{"A", "b"}});
  const auto& items = route(api, "GET", "/items");
  CHECK(items.integration.payload_format == "2.0");
  CHECK(items.integration.timeout_ms == 1000);
  CHECK(items.authorizer == "AWS_IAM");
  CHECK(application.unsupported.empty());
}

TEST_CASE("OpenAPI: references within the document are followed, those that lead nowhere are named", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Body:
        openapi: 3.0.1
        paths:
          /direct: {get: {x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/hello"}}}
          /twice: {x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/again"}}}
          /item: {$ref: "#/paths/~1direct"}
          /operation: {put: {$ref: "#/paths/~1direct/get"}}
          /with/{id}: {post: {$ref: "#/paths/~1own~1%7Bid%7D/get"}}
          /own/{id}: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /lost: {get: {x-amazon-apigateway-integration: {$ref: "#/components/nothing"}}}
          /circle: {get: {x-amazon-apigateway-integration: {$ref: "#/paths/~1circle/get/x-amazon-apigateway-integration"}}}
          /elsewhere: {$ref: "other.yaml#/paths/~1x"}
        components:
          x-amazon-apigateway-integrations:
            hello: {type: AWS_PROXY, payloadFormatVersion: "1.0", uri: !GetAtt Hello.Arn}
            again: {$ref: "#/components/x-amazon-apigateway-integrations/hello"}
)");
  const Api& api = application.apis.front();
  for (const auto& [method, path] :
       {std::pair{"GET", "/direct"}, {"ANY", "/twice"}, {"GET", "/item"}, {"PUT", "/operation"}, {"POST", "/with/{id}"}})
    CHECK(route(api, method, path).integration.function_path() == "Hello");
  CHECK(route(api, "GET", "/direct").integration.payload_format == "1.0");
  std::vector<std::string> said;
  for (const auto& item : application.unsupported)
    said.push_back(item.route + ": " + item.what + (item.refused.empty() ? "" : ": " + item.refused));
  CHECK(said == std::vector<std::string>{
                    "GET /lost: integration `#/components/nothing` (its document has none at that place)",
                    "GET /circle: integration `#/paths/~1circle/get/x-amazon-apigateway-integration` (its document "
                    "has none at that place)",
                    ": path `/elsewhere`: its document has no `other.yaml#/paths/~1x`"});
}

TEST_CASE("APIs: integrations that ask servers and services, and those that do not run", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: "2.0"
        paths:
          /custom: {get: {x-amazon-apigateway-integration: {type: aws, uri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations"}}}
          /queue: {get: {x-amazon-apigateway-integration: {type: aws, uri: "arn:aws:apigateway:us-east-1:sqs:path/1/q"}}}
          /bucket: {get: {x-amazon-apigateway-integration: {type: aws, uri: "arn:aws:apigateway:us-east-1:my.b.s3:action/Get/x:y"}}}
          /web: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: ANY, uri: "https://example.com/{p}"}}}
          /unknown: {get: {x-amazon-apigateway-integration: {type: http}}}
          /odd: {get: {x-amazon-apigateway-integration: {type: ftp}}}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: "3.0.1"
        paths:
          /queue: {post: {x-amazon-apigateway-integration: {type: AWS_PROXY, integrationSubtype: SQS-SendMessage, requestParameters: {QueueUrl: q}}}}
          /web: {get: {x-amazon-apigateway-integration: {type: HTTP_PROXY, httpMethod: GET, connectionId: Link, uri: "http://h", requestParameters: {"append:header.a": $request.path, "overwrite:header.Via": x}}}}
)");
  std::vector<std::string> said;
  for (const auto& item : application.unsupported) said.push_back(item.route + ": " + item.what);
  CHECK(said == std::vector<std::string>{"GET /unknown: integration whose address is not known before deployment",
                                         "GET /odd: integration of an unknown type"});
  const Api& rest = application.apis.front();
  CHECK(route(rest, "GET", "/custom").integration.is<application::FunctionCustom>());
  const auto& queue = std::get<application::AwsService>(route(rest, "GET", "/queue").integration.target);
  CHECK(queue.service == "sqs");
  CHECK(queue.path == "1/q");
  const auto& bucket = std::get<application::AwsService>(route(rest, "GET", "/bucket").integration.target);
  CHECK(bucket.service == "s3");
  CHECK(bucket.subdomain == "my.b");
  CHECK(bucket.action == "Get/x:y");
  const Integration& web = route(rest, "GET", "/web").integration;
  CHECK(web.mapping != nullptr);
  CHECK(std::get<application::HttpServer>(web.target).proxy);
  CHECK(std::get<application::HttpServer>(web.target).method.empty());

  const Api& http = application.apis.back();
  const auto& send = std::get<application::AwsSubtype>(route(http, "POST", "/queue").integration.target);
  CHECK(send.arguments == std::map<std::string, std::string>{{"QueueUrl", "q"}});
  const Integration& behind_link = route(http, "GET", "/web").integration;
  CHECK(behind_link.mapping == nullptr);
  CHECK(std::get<application::HttpServer>(behind_link.target).vpc_link == "Link");
  CHECK(behind_link.changes->request.size() == 1);  // a header that is reserved is not changed
}
