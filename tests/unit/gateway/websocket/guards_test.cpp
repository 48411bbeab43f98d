#include "gateway/websocket/authorise.h"

#include "tests/unit/gateway/websocket/chatting.h"
#include "tests/unit/gateway/websocket/signers.h"

using namespace cxsam;
using namespace cxsam::test;

namespace {

/// The route's other properties.
std::string with_connect(const std::string& properties, const std::string& resources = "") {
  std::string text(kChat);
  const std::string before = "RouteKey: $connect,";
  text.replace(text.find(before), before.size(), before + " " + properties + ",");
  return text + resources;
}

}  // namespace

TEST_CASE("websocket API: `$connect` with signatures", "[websocket]") {
  Chatting chat(with_connect("AuthorizationType: AWS_IAM"), two_signers());
  CHECK(chat.ask_in(handshake()).status == 403);
  const Clock::WallTime now = chat.world().clock.wall();
  CHECK(chat.ask_in(signed_by({.access_key = "ALICE", .secret_key = "s"}, handshake(), now)).status == 101);
  CHECK((*parse_json(chat.function->event))["requestContext"]["identity"]["accessKey"] == "ALICE");
  CHECK(chat.ask_in(signed_by({.access_key = "ALICE", .secret_key = "x"}, handshake(), now)).status == 403);
  CHECK(chat.ask_in(signed_by({.access_key = "BOB", .secret_key = "s"}, handshake(), now)).status == 403);
  CHECK(chat.function->calls == 1);
}

TEST_CASE("websocket API: `$connect` with a function that says who may", "[websocket]") {
  Chatting chat(with_connect("AuthorizationType: CUSTOM, AuthorizerId: !Ref Who", R"(
  Guard: {Type: AWS::Lambda::Function}
  Who: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Chat, Name: who, AuthorizerType: REQUEST, AuthorizerUri: !GetAtt Guard.Arn,
    IdentitySource: [route.request.querystring.token, route.request.header.User-Agent]}}
)"));
  const auto policy = [&](const std::string& effect, const std::string& resource) {
    chat.guard->result = R"({"principalId": "me", "context": {"n": 7}, "policyDocument": {"Statement": [{"Effect": ")" +
                         effect + R"(", "Action": "execute-api:Invoke", "Resource": ")" + resource + R"("}]}})";
  };
  const std::string own = "arn:aws:execute-api:us-east-1:123456789012:Chat/live/$connect";
  policy("Allow", own);
  CHECK(chat.ask_in(handshake()).status == 401);
  CHECK(chat.guard->calls == 0);
  const auto client = chat.enter(handshake("/live?token=t"));
  const Json asked = *parse_json(chat.guard->event);
  CHECK(asked["type"] == "REQUEST");
  CHECK(asked["methodArn"] == own);
  CHECK(asked["queryStringParameters"]["token"] == "t");
  CHECK(asked["requestContext"]["routeKey"] == "$connect");
  CHECK((*parse_json(chat.function->event))["requestContext"]["authorizer"]["n"] == "7");
  chat.hear(*client, R"({"action": "ask"})");
  CHECK((*parse_json(chat.function->event))["requestContext"]["authorizer"]["principalId"] == "me");
  policy("Allow", own);
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 101);
  CHECK(chat.guard->calls == 2);  // its answers are not kept

  policy("Allow", "arn:aws:execute-api:us-east-1:123456789012:Other/*");
  CHECK(chat.ask_in(handshake("/live?token=t")).body == R"({"Message":"User is not authorized to access this resource"})");
  policy("Deny", "*");
  const http::Response denied = chat.ask_in(handshake("/live?token=t"));
  CHECK(denied.status == 403);
  CHECK(denied.body == R"({"Message":"User is not authorized to access this resource with an explicit deny"})");
  chat.guard->result = R"({"isAuthorized": true})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 500);
  chat.guard->kind = invoke::Outcome::Kind::FunctionError;
  chat.guard->result = R"({"errorMessage": "Unauthorized"})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 401);
  chat.guard->result = R"({"errorMessage": "other"})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 500);
}

TEST_CASE("websocket API: API keys of `$connect` and of messages, and what their plan allows", "[websocket]") {
  const std::string plan = R"(
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: abcdefghijklmnopqrst}}
  Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Chat, Stage: live}], Quota: {Limit: 2, Period: DAY}}}
  Link: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
)";
  const auto with_key = [](std::string key) {
    http::Request request = handshake();
    request.headers.emplace_back("x-api-key", std::move(key));
    return request;
  };
  Chatting chat(with_connect("ApiKeyRequired: true", plan));
  CHECK(chat.ask_in(handshake()).body == R"({"message":"Forbidden"})");
  CHECK(chat.ask_in(with_key("wrong")).status == 403);
  CHECK(chat.ask_in(with_key("abcdefghijklmnopqrst")).status == 101);
  CHECK((*parse_json(chat.function->event))["requestContext"]["identity"]["apiKeyId"] == "Key");
  CHECK(chat.ask_in(with_key("abcdefghijklmnopqrst")).status == 101);
  const http::Response used_up = chat.ask_in(with_key("abcdefghijklmnopqrst"));
  CHECK(used_up.status == 429);
  CHECK(used_up.body == R"({"message":"Limit Exceeded"})");

  std::string text = std::string(kChat) + plan;
  Chatting messages(text.replace(text.find("RouteKey: ask,"), 14, "RouteKey: ask, ApiKeyRequired: true,"));
  const auto without = messages.enter();
  CHECK(messages.hear(*without, R"({"action": "ask"})").starts_with(R"({"message": "Forbidden", )"));
  const auto client = messages.enter(with_key("abcdefghijklmnopqrst"));
  CHECK(messages.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(messages.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(messages.hear(*client, R"({"action": "ask"})").starts_with(R"({"message": "Limit Exceeded", )"));
}

TEST_CASE("websocket API: messages are as their model wants them", "[websocket]") {
  std::string text = std::string(kChat) + R"(
  Text: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref Chat, Name: text, ContentType: application/json,
    Schema: {type: object, required: [text], properties: {text: {type: string, maxLength: 3}}}}}
  Any: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref Chat, Name: any, Schema: '{"type": "object", "required": ["any"]}'}}
)";
  const std::string route = "RouteKey: ask,";
  const auto with = [&](const std::string& models) {
    return std::string(text).replace(text.find(route), route.size(), route + models);
  };
  Chatting chat(with(R"( ModelSelectionExpression: "$request.body.kind", RequestModels: {text: text, any: !Ref Any},)"));
  const auto client = chat.enter();
  const std::string bad = R"({"message": "Bad request body", "connectionId":")";
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "text", "text": "abc"})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "text", "text": "abcd"})").starts_with(bad));
  CHECK(chat.told().find("the message is not as its model wants it") != std::string::npos);
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "any", "any": 1})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "any"})").starts_with(bad));
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "none"})").starts_with(bad));
  CHECK(chat.hear(*client, R"({"action": "ask"})").starts_with(bad));
  Chatting loose(with(" RequestModels: {$default: text},"));  // no expression chooses one
  const auto other = loose.enter();
  CHECK(loose.hear(*other, R"({"action": "ask"})") == "ok");
}
