#include "gateway/websocket/event.h"

#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/headers.h"
#include "gateway/json_writer.h"
#include "gateway/target.h"
#include "gateway/value_groups.h"

namespace cxsam::gateway::websocket {
namespace {

using Kind = Happening::Kind;

/// The request's own, and what API Gateway adds.
void write_request(JsonWriter& json, const Happening& happening) {
  const http::Request& request = *happening.request;
  const AddedHeaders added(request, happening.port);
  std::vector<ValueGroup> headers = group_headers(request.headers);
  added.put_into(headers, happening.ids.trace_id);
  write_groups(json, "headers", "multiValueHeaders", headers);

  const auto query = parse_query(split_target(request.target).query);
  if (!query.empty()) write_groups(json, "queryStringParameters", "multiValueQueryStringParameters", group_pairs(query));
}

void write_farewell(JsonWriter& json, const Happening& happening) {
  const std::vector<ValueGroup> headers{
      {"Host", {happening.connection.domain_name}}, {"x-api-key", {""}}, {"X-Forwarded-For", {""}}, {"x-restapi", {""}}};
  write_groups(json, "headers", "multiValueHeaders", headers);
}

std::string_view type_of(Kind kind) {
  if (kind == Kind::Connect) return "CONNECT";
  return kind == Kind::Message ? "MESSAGE" : "DISCONNECT";
}

/// Where the client gave no words, API Gateway's.
std::string_view reason_of(const http::WebSocket::Closing& closing) {
  if (!closing.reason.empty()) return closing.reason;
  if (closing.code == http::kNormalClosure) return "Connection Closed Normally";
  if (closing.code == http::kGoingAway) return "Going away";
  if (closing.code == http::kNoStatus) return "Client-side close frame status not set";
  return closing.code == http::kAbnormalClosure ? "Connection Closed Abnormally" : "";
}

void write_identity(JsonWriter& json, const Connection& connection) {
  json.key("identity");
  json.begin_object();
  if (!connection.user_agent.empty()) json.member("userAgent", connection.user_agent);
  json.member("sourceIp", connection.source_ip);
  for (const auto& [name, value] : connection.identity) json.member(name, value);
  json.end_object();
}

void write_number(JsonWriter& json, std::string_view name, std::int64_t value) {
  json.key(name);
  json.number(value);
}

void write_context(JsonWriter& json, const Happening& happening) {
  const Connection& connection = happening.connection;
  json.begin_object();
  json.member("routeKey", happening.route_key);
  if (!connection.authorizer.empty()) {
    json.key("authorizer");
    json.raw(connection.authorizer);
  }
  if (happening.kind == Kind::Message) json.member("messageId", happening.message_id);
  if (happening.closing != nullptr) write_number(json, "disconnectStatusCode", happening.closing->code);
  json.member("eventType", type_of(happening.kind));
  json.member("extendedRequestId", happening.ids.extended_id);
  json.member("requestTime", access_log_time(happening.ids.time));
  json.member("messageDirection", "IN");
  if (happening.closing != nullptr) json.member("disconnectReason", reason_of(*happening.closing));
  json.member("stage", happening.api.stage.name);
  write_number(json, "connectedAt", epoch_ms(connection.connected_at));
  write_number(json, "requestTimeEpoch", epoch_ms(happening.ids.time));
  write_identity(json, connection);
  json.member("requestId", happening.ids.extended_id);
  json.member("domainName", connection.domain_name);
  json.member("connectionId", connection.id);
  json.member("apiId", happening.api.logical_id);
  json.end_object();
}

void write_stage_variables(JsonWriter& json, const application::Variables& variables) {
  if (!variables.empty()) json.texts("stageVariables", variables);
}

}  // namespace

std::string make_event(const Happening& happening) {
  std::string event;
  event.reserve(1024 + happening.body.size());
  JsonWriter json(event);
  json.begin_object();
  if (happening.kind == Kind::Connect) write_request(json, happening);
  if (happening.kind == Kind::Disconnect) write_farewell(json, happening);
  json.key("requestContext");
  write_context(json, happening);
  write_stage_variables(json, happening.api.stage.variables);
  if (happening.kind == Kind::Message) json.member("body", happening.body);
  json.key("isBase64Encoded");
  json.boolean(false);
  json.end_object();
  return event;
}

std::string make_authorizer_event(const Happening& happening, std::string_view method_arn) {
  std::string event;
  JsonWriter json(event);
  json.begin_object();
  json.member("type", "REQUEST");
  json.member("methodArn", method_arn);
  write_request(json, happening);
  write_stage_variables(json, happening.api.stage.variables);
  json.key("requestContext");
  write_context(json, happening);
  json.end_object();
  return event;
}

std::string make_request_context(const Happening& happening) {
  std::string context;
  JsonWriter json(context);
  write_context(json, happening);
  return context;
}

std::string failure_text(const Happening& happening, std::string_view message) {
  std::string text = R"({"message": )";
  append_json_string(text, message);
  text += R"(, "connectionId":)";
  append_json_string(text, happening.connection.id);
  text += R"(, "requestId":)";
  append_json_string(text, happening.ids.extended_id);
  return text + "}";
}

}  // namespace cxsam::gateway::websocket
