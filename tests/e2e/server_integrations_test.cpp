// APIs before servers.
#include <catch2/catch.hpp>
#include <string>

#include "json/json.h"
#include "tests/e2e/integrations.h"

using namespace cxsam;
using test::Answer;
using test::ask;
using test::Integrated;
using test::ScratchFolder;

namespace {

constexpr const char* kBackend = R"(import http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    left = 0
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.headers.get("X-Leave"):
            Handler.left += 1
            self.close_connection = True
            return
        seen = {"left": Handler.left, "method": self.command, "target": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body}
        text = json.dumps(seen).encode()
        self.send_response(int(self.headers.get("X-Status") or 200))
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Backend", "yes")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
    do_POST = do_PUT = do_DELETE = do_GET
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("Listening on", server.server_address[1], flush=True)
server.serve_forever()
)";

/// A server that answers with what it has been asked.
struct Mirror : test::StartedProgram {
  explicit Mirror(const ScratchFolder& folder)
      : StartedProgram({"/usr/bin/env", "python3", folder.write("mirror.py", kBackend).string()}, folder.path()) {
    REQUIRE(wait_for("Listening on "));
    REQUIRE(wait_for("\n"));
    place = "127.0.0.1:" + std::to_string(std::stoi(output().substr(output().find("on ") + 3)));
  }
  std::string place;
};

constexpr const char* kServers = R"(Resources:
  Link:
    Type: AWS::ApiGatewayV2::VpcLink
    Properties: {Name: link, SubnetIds: [subnet-1]}
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: rest, version: "1"}
        paths:
          /proxy/{proxy+}:
            x-amazon-apigateway-any-method:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: ANY
                uri: http://PLACE/base/{proxy}?fixed=1
                requestParameters: {integration.request.path.proxy: method.request.path.proxy}
          /mapped:
            post:
              x-amazon-apigateway-integration:
                type: http
                httpMethod: PUT
                uri: http://PLACE/mapped
                requestParameters:
                  integration.request.header.X-Given: method.request.querystring.given
                  integration.request.querystring.to: "'there'"
                requestTemplates: {application/json: '{"wrapped": $input.json("$")}'}
                responses:
                  default:
                    statusCode: "201"
                    responseParameters: {method.response.header.X-From: integration.response.header.X-Backend}
                    responseTemplates: {application/json: '$input.path("$.body")'}
          /nobody:
            get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1:1/"}}
          /nowhere:
            get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "http://there-is-none.invalid/"}}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: http, ProtocolType: HTTP}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Http, StageName: live, AutoDeploy: true}
  Public:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Http
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: http://PLACE/users/{id}
      PayloadFormatVersion: "1.0"
      RequestParameters:
        "append:header.x-added": "${request.header.x-one}/${context.stage}"
        "remove:querystring.secret": "''"
        "overwrite:querystring.page": $request.querystring.p
      ResponseParameters:
        "200": {ResponseParameters: [{Destination: "overwrite:header.x-backend", Source: changed}]}
        "404": {ResponseParameters: [{Destination: "overwrite:statuscode", Source: "410"}]}
  Private:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Http
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/b/c
      ConnectionType: VPC_LINK
      ConnectionId: !Ref Link
      PayloadFormatVersion: "1.0"
  PublicRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Http, RouteKey: "GET /people/{id}", Target: !Sub "integrations/${Public}"}
  PrivateRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Http, RouteKey: "ANY /inside/{proxy+}", Target: !Sub "integrations/${Private}"}
)";

std::string at_place(std::string text, const std::string& place) {
  for (std::size_t at = text.find("PLACE"); at != std::string::npos; at = text.find("PLACE")) text.replace(at, 5, place);
  return text;
}

}  // namespace

TEST_CASE("integrations: servers behind REST and HTTP APIs, mapped, as proxies and through VPC links", "[e2e][integrations]") {
  if (!test::has_python()) return;
  const ScratchFolder folder;
  const Mirror mirror(folder);
  folder.write("template.yaml", at_place(kServers, mirror.place));
  const Integrated api(folder, {{"HOME", folder.path().string()}}, {"--vpc-link", "Link=" + mirror.place});
  INFO(api.output());
  CHECK(api.output().find("Mounting http://" + mirror.place + "/mapped at http://") != std::string::npos);

  const Answer proxied = ask(api.port, "POST", "/proxy/a/b%20c?q=1&q=2", "X-Own: 1\r\nX-Status: 404\r\n", "text");
  CHECK(proxied.status() == 404);
  CHECK(proxied.head.find("x-amzn-Remapped-Date: ") != std::string::npos);
  CHECK(proxied.head.find("X-Amzn-Trace-Id") == std::string::npos);
  const Json seen = parse_json(proxied.body).value();
  CHECK(seen["method"] == "POST");
  CHECK(seen["target"] == "/base/a/b%20c?fixed=1&q=1&q=2");
  CHECK(seen["headers"]["x-own"] == "1");
  CHECK(seen["headers"]["x-amzn-apigateway-api-id"] == "Rest");
  CHECK(seen["body"] == "text");

  const std::string hops = "Connection: X-Hop , x-next\r\nX-Hop: 1\r\nX-Next: 1\r\nX-End: 1\r\n";
  for (const char* path : {"/proxy/a", "/people/7"}) {
    const Json passed = parse_json(ask(api.port, "GET", path, hops).body).value()["headers"];
    CHECK(passed["x-end"] == "1");
    CHECK_FALSE(passed.contains("x-hop"));
    CHECK_FALSE(passed.contains("x-next"));
  }

  // The connection is kept, and the server closes it in place of an answer: it may have done what it was asked.
  CHECK(ask(api.port, "GET", "/proxy/a").status() == 200);
  CHECK(ask(api.port, "POST", "/proxy/a", "X-Leave: 1\r\n", "text").status() == 504);
  CHECK(parse_json(ask(api.port, "GET", "/proxy/a").body).value()["left"] == 1);

  const Answer mapped = ask(api.port, "POST", "/mapped?given=value", "Content-Type: application/json\r\n", "[1]");
  CHECK(mapped.status() == 201);
  CHECK(mapped.head.find("X-From: yes") != std::string::npos);
  CHECK(mapped.body == R"({"wrapped": [1]})");
  const Answer nobody = ask(api.port, "GET", "/nobody");
  CHECK(nobody.status() == 504);
  CHECK(nobody.body == R"({"message": "Network error communicating with endpoint"})");
  CHECK(ask(api.port, "GET", "/nowhere").status() == 500);

  const Answer person = ask(api.port, "GET", "/people/7?secret=s&p=3", "X-One: one\r\n");
  CHECK(person.status() == 200);
  CHECK(person.head.find("x-backend: changed") != std::string::npos);
  const Json asked = parse_json(person.body).value();
  CHECK(asked["target"] == "/users/7?p=3&page=3");
  CHECK(asked["headers"]["x-added"] == "one/live");
  CHECK(asked["headers"]["via"] == "HTTP/1.1 AmazonAPIGateway");
  CHECK(ask(api.port, "GET", "/people/7", "X-Status: 404\r\n").status() == 410);

  const Answer inside = ask(api.port, "PUT", "/inside/x?y=1", "", "in");
  CHECK(inside.status() == 200);
  const Json within = parse_json(inside.body).value();
  CHECK(within["target"] == "/live/inside/x?y=1");
  CHECK(within["body"] == "in");
}
