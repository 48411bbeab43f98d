#include "gateway/websocket/management.h"

#include "base/percent.h"
#include "tests/unit/gateway/websocket/chatting.h"
#include "tests/unit/gateway/websocket/signers.h"

using namespace cxsam;
using namespace cxsam::test;
namespace ws = gateway::websocket;

TEST_CASE("websocket API: @connections", "[websocket]") {
  Chatting chat;
  const auto client = chat.enter();
  const std::string id = (*parse_json(chat.function->event))["requestContext"]["connectionId"];
  CHECK(chat.manage("POST", id, "hello").status == 200);
  CHECK(client->heard == std::vector<std::string>{"hello"});
  const http::Response known = chat.manage("GET", id);
  CHECK((*parse_json(known.body))["identity"]["userAgent"] == "me");
  CHECK(chat.manage("PUT", id).status == 403);
  CHECK(chat.manage("POST", id, std::string((128 << 10) + 1, 'a')).status == 413);
  CHECK(chat.manage("GET", "no id").status == 400);
  CHECK(chat.manage("DELETE", id).status == 204);
  CHECK(client->how.code == 1000);
  const http::Response gone = chat.manage("POST", id, "hello");
  CHECK(gone.status == 410);
  CHECK(http::find_header(gone.headers, "x-amzn-ErrorType") == "GoneException");
  CHECK(gone.body == R"({"message":"Gone"})");

  CHECK(ws::names_connection("/@connections/a%3D"));
  CHECK(ws::names_connection("/live/%40connections/a="));
  CHECK_FALSE(ws::names_connection("/a/b/@connections/c"));
  CHECK_FALSE(ws::names_connection("/live/connections/c"));
}

TEST_CASE("websocket API: @connections by path and by host", "[websocket]") {
  Chatting chat(std::string(kChat) + R"(
  Other: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: "$request.body.a"}}
  OtherStage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Other, StageName: other}}
  OtherIn: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Other, RouteKey: a, Target: !Sub "integrations/${ToFn}"}}
)");
  const auto client = chat.enter();
  const std::string id = chat.id();
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000").status == 200);
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000", "").status == 200);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "").status == 200);
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000", "/other").status == 403);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "/nowhere").status == 403);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "/other").status == 410);
  CHECK(chat.manage("POST", id, "a", "other.localhost:3000").status == 403);
  CHECK(chat.manage("POST", id, "a", "other.localhost:3000", "/other").status == 410);
  CHECK(client->heard == std::vector<std::string>{"a", "a", "a"});
}

TEST_CASE("websocket API: signatures for @connections, where there is somebody who may sign", "[websocket]") {
  Chatting chat(kChat, two_signers());
  const auto client = chat.enter();
  const std::string target = "/live/@connections/" + percent_encode(chat.id());
  const auto asked = [&](std::string method, const std::string& key, const std::string& secret) {
    http::Request request{.method = std::move(method), .target = target, .headers = {{"Host", "127.0.0.1:3000"}}, .body = "x"};
    return chat.manage(signed_by({.access_key = key, .secret_key = secret}, std::move(request), chat.world().clock.wall()));
  };
  CHECK(asked("POST", "ALICE", "s").status == 200);
  CHECK(asked("GET", "BOB", "s").status == 200);
  const http::Response refused = asked("POST", "BOB", "s");
  CHECK(refused.status == 403);
  CHECK(refused.body.starts_with(
      R"({"Message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: execute-api:ManageConnections on )"
      R"(resource: arn:aws:execute-api:us-east-1:123456789012:Chat/live/POST/@connections/)"));
  CHECK(http::find_header(asked("POST", "ALICE", "other").headers, "x-amzn-ErrorType") == "InvalidSignatureException");
  CHECK(http::find_header(asked("POST", "EVE", "s").headers, "x-amzn-ErrorType") == "UnrecognizedClientException");
  const http::Response unsigned_one = chat.manage("POST", percent_decode(target.substr(target.rfind('/') + 1)), "x");
  CHECK(unsigned_one.body == R"({"message":"Missing Authentication Token"})");
  CHECK(client->heard == std::vector<std::string>{"x"});
}
