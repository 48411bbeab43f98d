#include "gateway/websocket/mapping.h"

#include "application/targets.h"
#include "application/websocket_api.h"
#include "tests/unit/gateway/websocket/chatting.h"

using namespace cxsam;
using namespace cxsam::test;
namespace ws = gateway::websocket;

TEST_CASE("websocket API: parameters of integrations, and of their answers", "[websocket]") {
  const auto application = application_from(std::string(kChat) + R"(
  ToServer: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: HTTP, IntegrationMethod: PUT,
    IntegrationUri: "http://127.0.0.1:1/{id}", TemplateSelectionExpression: "$request.body.kind", PassthroughBehavior: NEVER,
    RequestTemplates: {short: "<$input.path('$.n')>"},
    RequestParameters: {integration.request.header.connectionId: context.connectionId, integration.request.header.x: "'a'",
      integration.request.path.id: route.request.body.n, integration.request.querystring.all: route.request.body,
      integration.request.header.none: route.request.body.none, integration.request.header.two: route.request.body.two}}}
  Answer: {Type: AWS::ApiGatewayV2::IntegrationResponse, Properties: {ApiId: !Ref Chat, IntegrationId: !Ref ToServer,
    IntegrationResponseKey: $default, ResponseParameters: {route.response.header.from: integration.response.header.Server,
      route.response.header.n: integration.response.body.n}}}
  Get: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: get, Target: !Sub "integrations/${ToServer}"}}
)");
  const application::WebSocketApi& api = application.websocket_apis.front();
  const application::WebSocketRoute& route = *api.find_route("get");
  CHECK(std::get<application::HttpServer>(route.integration.target).method == "PUT");
  const ws::Connection connection{.id = "abc=",
                                  .api = "Chat",
                                  .domain_name = "h",
                                  .source_ip = "127.0.0.1",
                                  .user_agent = "me",
                                  .connected_at = {},
                                  .opened = {}};
  const gateway::RequestIds ids;
  const auto map = [&](std::string_view body) {
    const ws::Happening happening{.kind = ws::Happening::Kind::Message,
                                  .api = api,
                                  .connection = connection,
                                  .route_key = "get",
                                  .ids = ids,
                                  .body = body};
    return ws::map_message(happening, route);
  };
  const auto mapped = map(R"({"kind": "short", "n": 5, "two": "a\r\nb: c"})");
  REQUIRE(mapped);
  CHECK(mapped->body == "<5>");
  CHECK(http::find_header(mapped->headers, "connectionId") == "abc=");
  CHECK(http::find_header(mapped->headers, "x") == "a");
  CHECK(http::find_header(mapped->headers, "two") == "ab: c");
  CHECK(http::find_header(mapped->headers, "none").empty());
  CHECK(mapped->path.front().second == "5");
  CHECK(mapped->query.front().second == R"({"kind": "short", "n": 5, "two": "a\r\nb: c"})");
  CHECK_FALSE(map(R"({"kind": "long"})"));
  CHECK_FALSE(map("no JSON"));
  const ws::Happening happening{
      .kind = ws::Happening::Kind::Message, .api = api, .connection = connection, .route_key = "get", .ids = ids};
  const auto answer =
      ws::map_answer(happening, *route.integration.mapping,
                     {.selected_by = "404", .body = R"({"n": 1})", .content_type = "", .headers = {{"Server", "s"}}});
  REQUIRE(answer);
  CHECK(answer->status == 404);
  CHECK(answer->body == R"({"n": 1})");
  CHECK(answer->headers == http::Headers{{"from", "s"}, {"n", "1"}});
}
