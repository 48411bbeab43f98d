#include "local/mounts.h"

#include "local/sam_application.h"
#include "local/sockets.h"

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
          /odd: {get: {x-amazon-apigateway-integration: {type: ftp}}}
)");
  using local::Mounting;
  using local::Remark;
  const gateway::Routing routing(application);
  local::Faults faults;
  const auto offer = [&](bool disabled) {
    return local::Offer{.application = application,
                        .routing = routing,
                        .faults = faults,
                        .url = "http://127.0.0.1:3000",
                        .guards = {.disabled = disabled}};
  };
  CHECK(local::mountings(offer(false)) ==
        std::vector<Mounting>{
            {"Hello", "http://127.0.0.1:3000/hello", {"GET", "POST"}},
            {"Other", "http://127.0.0.1:3000/other", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}, {"API key"}},
            {"https://example.com", "http://127.0.0.1:3000/web", {"GET"}}});
  const Remark authorizer{Remark::Level::Warning,
                          "authorizer `Mine` is NOT enforced, since the API has no authorizer of that name: every caller may "
                          "use GET /hello"};
  const Remark keys{Remark::Level::Warning,
                    "`ANY /other` of `Api` asks for an API key, and no usage plan of stage `Prod` has one that is "
                    "enabled: every request gets 403"};
  const Remark web{Remark::Level::Note, "`Api`: integration of an unknown type of `GET /odd` does not run locally yet"};
  CHECK(local::limitations(offer(false)) == std::vector<Remark>{authorizer, keys, web});
  CHECK(local::limitations(offer(true)) == std::vector<Remark>{keys, web});
  local::Offer sam = offer(false);
  sam.guards.as_sam = true;  // SAM CLI asks for no keys, and is silent about what it does not run
  CHECK(local::mountings(sam).at(1) ==
        Mounting{"Other", "http://127.0.0.1:3000/other", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}});
  CHECK(local::limitations(sam).empty());

  faults.emplace("Hello", Error{"no program", {}, {"build it", "or not"}});
  CHECK(local::mountings(offer(true)).size() == 2);
  const Remark fault{
      Remark::Level::Warning,
      "`Hello` cannot run, and requests for `GET /hello`, `POST /hello` get an error: no program (build it; or not)"};
  CHECK(local::limitations(offer(true)) == std::vector<Remark>{fault, keys, web});
}

TEST_CASE("mounts: routes that another API answers are mounted where they are reached", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/x: {get: &i {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}}}}}
  Admin: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Body: {paths: {/x: {get: *i}, /y: {get: *i}}}}}
  Any: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Body: {paths: {/y: {x-amazon-apigateway-any-method: *i}}}}}
)");
  const gateway::Routing routing(application);
  const local::Faults none;
  const local::Offer offer{.application = application, .routing = routing, .faults = none, .url = "http://[::1]:3000"};
  CHECK(local::mountings(offer) ==
        std::vector<local::Mounting>{
            {"Hello", "http://[::1]:3000/x", {"GET"}},
            {"Hello", "http://admin.localhost:3000/x", {"GET"}},
            {"Hello", "http://[::1]:3000/y", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}}});
  CHECK(local::limitations(offer) ==
        std::vector<local::Remark>{{local::Remark::Level::Warning,
                                    "`GET /x` of `Admin`: `Shop` answers, which has the same; `Admin` alone is at "
                                    "http://admin.localhost:3000"},
                                   {local::Remark::Level::Warning,
                                    "`GET /y` of `Any`: `Admin` answers, which has the same; `Any` alone is at "
                                    "http://any.localhost:3000"}});
}

TEST_CASE("mounts: why nothing can be served", "[local]") {
  const auto why = [](std::string text) {
    const auto error = local::find_nothing_to_serve(test::application_from(std::move(text)));
    return error ? error->message : "";
  };
  CHECK(why("Resources: {Bucket: {Type: AWS::S3::Bucket}}\n") ==
        "Template does not have any APIs connected to Lambda functions");
  CHECK(why("Resources: {Api: {Type: AWS::ApiGateway::RestApi}}\n") ==
        "Template does not have any APIs connected to Lambda functions");
  CHECK(why("Resources: {Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}}\n") ==
        "no route of the template can run locally:\n  `Chat`: WebSocket API is left out, since API Gateway refuses it: it has "
        "no routes");
  CHECK(why("Resources: {Url: {Type: AWS::Lambda::Url, Properties: {AuthType: NONE}}}\n") ==
        "no route of the template can run locally:\n  `Url`: function URL of a function that is not in its stack does not run "
        "locally "
        "yet");
  const std::string api =
      "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/x: {get: "
      "{x-amazon-apigateway-integration: {type: ";
  CHECK(why(api + "aws}}}}}}}}\n") ==
        "no route of the template can run locally:\n  `Api`: integration whose address is not known before deployment of "
        "`GET /x` does not run locally yet");
  CHECK(why(api + "mock, responses: {default: {statusCode: 200}}}}}}}}}}\n") == "");
}

TEST_CASE("mounts: routes that do not run for one reason are told together", "[local]") {
  const auto said = [](int count, const std::string& last = "") {
    std::string paths = "/x: {get: {x-amazon-apigateway-integration: {type: mock}}}";
    for (int i = 1; i <= count; ++i) paths += ", /" + std::to_string(i) + ": {get: {responses: {}}}";
    paths += ", /last: {" + last + "}";
    const auto application = test::application_from(
        "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {" + paths + "}}}}}\n");
    const gateway::Routing routing(application);
    const local::Faults none;
    std::string told;
    for (const local::Remark& remark : local::limitations({.application = application, .routing = routing, .faults = none}))
      told += remark.text + "\n";
    return told;
  };
  CHECK(said(1) == "`Api`: operation without an integration of `GET /1` does not run locally yet\n");
  CHECK(said(3) == "`Api`: operation without an integration of `GET /1`, `GET /2`, `GET /3` does not run locally yet\n");
  CHECK(said(1, "put: {x-amazon-apigateway-integration: {type: ftp}}") ==
        "`Api`: operation without an integration of `GET /1` does not run locally yet\n"
        "`Api`: integration of an unknown type of `PUT /last` does not run locally yet\n");
  CHECK(said(0, "fetch: &mock {x-amazon-apigateway-integration: {type: mock}}, look: *mock") ==
        "`Api`: route `FETCH /last` is left out, since API Gateway refuses it: API Gateway has no method `FETCH`\n"
        "`Api`: route `LOOK /last` is left out, since API Gateway refuses it: API Gateway has no method `LOOK`\n");
  CHECK(said(5) ==
        "`Api`: operation without an integration of `GET /1`, `GET /2`, `GET /3` and 2 more does not run locally yet\n");
}

TEST_CASE("mounts: mock integrations are mounted, but for the OPTIONS of CORS", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /health:
            get: {x-amazon-apigateway-integration: &mock {type: mock, responses: {default: {statusCode: "200"}}}}
            options: {x-amazon-apigateway-integration: *mock}
)");
  const gateway::Routing routing(application);
  const local::Faults none;
  const local::Offer offer{.application = application, .routing = routing, .faults = none, .url = "http://127.0.0.1:3000"};
  CHECK(local::mountings(offer) == std::vector<local::Mounting>{{"MOCK", "http://127.0.0.1:3000/health", {"GET"}}});
}

TEST_CASE("mounts: as SAM CLI, routes that API Gateway refuses are served", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  One: {Type: AWS::Lambda::Function}
  Rest: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /foo/{id}: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt One.Arn}}}
          /foo/{proxy+}:
            get: {x-amazon-apigateway-integration: &rest {type: aws_proxy, uri: !GetAtt Rest.Arn}}
            delete: {x-amazon-apigateway-integration: *rest}
          /foo/a{b}: {get: {x-amazon-apigateway-integration: *rest}}
)");
  const local::Faults none;
  const gateway::Routing routing(application);
  project::Project project;
  project.application = application;
  local::serve_as_sam(project);
  const application::Application& all = project.application;
  const gateway::Routing sam_routing(all, gateway::kSamDialect, false);
  const local::Offer offer{.application = application, .routing = routing, .faults = none, .url = "http://127.0.0.1:3000"};
  local::Offer sam{.application = all, .routing = sam_routing, .faults = none, .url = "http://127.0.0.1:3000"};
  sam.guards.as_sam = true;
  const local::Mounting one{"One", "http://127.0.0.1:3000/foo/{id}", {"GET"}};
  CHECK(local::mountings(offer) == std::vector{one});
  CHECK(local::mountings(sam) == std::vector{one, {"Rest", "http://127.0.0.1:3000/foo/{proxy+}", {"DELETE", "GET"}}});
  CHECK_FALSE(routing.all.find("DELETE", "/foo/x"));
  CHECK(sam_routing.all.find("DELETE", "/foo/x").route->path == "/foo/{proxy+}");
  CHECK(sam_routing.all.find("GET", "/foo/x").route->path == "/foo/{id}");
  CHECK(local::limitations(offer).size() == 3);
  CHECK(local::limitations(sam).empty());
}

TEST_CASE("mounts: a WebSocket API's routes are told by what guards them", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  Talk: {Type: AWS::Lambda::Function}
  Guard: {Type: AWS::Lambda::Function}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Chat, StageName: live}}
  Calls: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Talk.Arn}}
  Mine: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Chat, Name: Mine, AuthorizerType: REQUEST, AuthorizerUri: !GetAtt Guard.Arn}}
  Connect: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $connect, AuthorizationType: CUSTOM, AuthorizerId: !Ref Mine, Target: !Sub "integrations/${Calls}"}}
  Default: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $default, Target: !Sub "integrations/${Calls}"}}
  Keyed: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: buy, ApiKeyRequired: true, Target: !Sub "integrations/${Calls}"}}
)");
  using local::Mounting;
  const std::string url = "ws://127.0.0.1:3000/live";
  const Mounting open{"Talk", url, {"$default"}};
  const Mounting keyed{"Talk", url, {"buy"}, {"API key"}};
  const Mounting guarded{"Talk", url, {"$connect"}, {"authorizer `Mine`"}};
  const auto mounted = [&](const gateway::GuardOptions& guards) {
    return local::describe_sockets(application, {}, "http://127.0.0.1:3000", guards).mountings;
  };
  CHECK(mounted({}) == std::vector{open, keyed, guarded});
  CHECK(mounted({.disabled = true}) == std::vector{Mounting{"Talk", url, {"$connect", "$default"}}, keyed});
}

TEST_CASE("mounts: a JWT authorizer without an audience lets nobody in, which is told", "[local]") {
  const auto application = test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  Calls: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, PayloadFormatVersion: "2.0", IntegrationUri: !GetAtt Hello.Arn}}
  Mine: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Api, Name: Mine, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Issuer: "https://i.example"}}}
  Get: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /x, AuthorizationType: JWT, AuthorizerId: !Ref Mine, Target: !Sub "integrations/${Calls}"}}
)");
  const gateway::Routing routing(application);
  const local::Faults faults;
  const local::Offer offer{.application = application, .routing = routing, .faults = faults, .url = "http://127.0.0.1:3000"};
  CHECK(local::limitations(offer) ==
        std::vector{local::Remark{local::Remark::Level::Warning,
                                  "authorizer `Mine` lets nobody in, since it names no audience, without which API Gateway "
                                  "refuses it: it guards GET /x"}});
}
