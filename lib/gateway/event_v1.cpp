#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/client_certificate.h"
#include "gateway/event.h"
#include "gateway/headers.h"
#include "gateway/json_writer.h"
#include "gateway/value_groups.h"

namespace cxsam::gateway {
namespace {

using application::Api;

/// Both are null when there are none.
void write_groups_or_null(JsonWriter& json, std::string_view single, std::string_view multi,
                          const std::vector<ValueGroup>& groups) {
  if (!groups.empty()) return write_groups(json, single, multi, groups);
  json.null_member(single);
  json.null_member(multi);
}

void write_path_parameters(JsonWriter& json, const EventSource& source) {
  if (source.match.parameters.empty()) return json.null_member("pathParameters");
  const bool decode = source.match.api->kind == Api::Kind::Http;
  json.key("pathParameters");
  json.begin_object();
  for (const auto& [name, value] : source.match.parameters) {
    json.foreign_key(name);
    if (decode) {
      json.string(percent_decode(value));
    } else {
      json.string(value);
    }
  }
  json.end_object();
}

void write_stage_variables(JsonWriter& json, const application::Variables& variables) {
  if (variables.empty()) return json.null_member("stageVariables");
  json.texts("stageVariables", variables);
}

/// What is known of the caller; the rest of the usual members is null.
void write_identity(JsonWriter& json, const EventSource& source) {
  constexpr std::string_view kUsual[] = {"accessKey",
                                         "accountId",
                                         "caller",
                                         "cognitoAuthenticationProvider",
                                         "cognitoAuthenticationType",
                                         "cognitoIdentityId",
                                         "cognitoIdentityPoolId",
                                         "principalOrgId",
                                         "user",
                                         "userArn"};
  static const Caller kNobody;
  const auto& known = source.caller == nullptr ? kNobody.identity : source.caller->identity;
  json.key("identity");
  json.begin_object();
  for (const std::string_view name : kUsual)
    if (std::ranges::find(known, name, &std::pair<std::string, std::string>::first) == known.end()) json.null_member(name);
  for (const auto& [name, value] : known) json.member(name, value);
  write_client_certificate(json, source.request.client_certificate);
  json.member("sourceIp", source.request.remote_address);
  const std::string_view agent = http::find_header(source.request.headers, "user-agent");
  if (agent.empty()) {
    json.null_member("userAgent");
  } else {
    json.member("userAgent", agent);
  }
  json.end_object();
}

/// A short stable id, as API Gateway gives resources: six letters and digits made of the path.
std::string resource_id(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char c : path) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::string id;
  for (int i = 0; i < 6; ++i, hash /= kDigits.size()) id += kDigits[hash % kDigits.size()];
  return id;
}

std::string path_with_stage(const EventSource& source) {
  const std::string& stage = source.match.stage->name;
  return stage == "$default" ? std::string(source.sent_path) : "/" + stage + std::string(source.sent_path);
}

void write_request_context(JsonWriter& json, const EventSource& source) {
  const application::Route* route = source.match.route;  // null where none matched
  const std::string_view host = http::find_header(source.request.headers, "host");
  json.begin_object();
  json.member("accountId", source.account_id);
  json.member("apiId", source.match.api->logical_id);
  if (source.caller != nullptr && !source.caller->authorizer.empty()) {
    json.key("authorizer");
    json.raw(source.caller->authorizer);
  }
  json.member("deploymentId", "local");
  json.member("domainName", host);
  json.member("domainPrefix", domain_prefix(host));
  json.member("extendedRequestId", source.ids.extended_id);
  json.member("httpMethod", source.request.method);
  write_identity(json, source);
  if (route != nullptr && !route->operation_name.empty()) json.member("operationName", route->operation_name);
  json.member("path", path_with_stage(source));
  json.member("protocol", source.request.protocol);
  json.member("requestId", source.ids.request_id);
  json.member("requestTime", access_log_time(source.ids.time));
  json.key("requestTimeEpoch");
  json.number(epoch_ms(source.ids.time));
  if (route != nullptr) {
    json.member("resourceId", resource_id(route->path));
    json.member("resourcePath", route->path);
  }
  json.member("stage", source.match.stage->name);
  json.end_object();
}

void write_body(JsonWriter& json, const EventSource& source) {
  const bool present = !source.request.body.empty();
  const EventBody body = present ? event_body(source) : EventBody{};
  if (present) {
    json.member("body", body.text);
  } else {
    json.null_member("body");
  }
  json.key("isBase64Encoded");
  json.boolean(body.base64);
}

}  // namespace

std::string make_event_v1(const EventSource& source) {
  const AddedHeaders added(source.request, source.port);
  std::vector<ValueGroup> headers = group_headers(source.request.headers);
  added.put_into(headers, source.ids.trace_id);
  const auto query = parse_query(source.query);

  std::string event;
  event.reserve(2048 + source.request.body.size() * 4 / 3);
  JsonWriter json(event);
  json.begin_object();
  if (source.match.api->kind == Api::Kind::Http) json.member("version", "1.0");
  json.member("resource", source.match.route->path);
  json.member("path", source.path);
  json.member("httpMethod", source.request.method);
  write_groups(json, "headers", "multiValueHeaders", headers);
  write_groups_or_null(json, "queryStringParameters", "multiValueQueryStringParameters", group_pairs(query));
  write_path_parameters(json, source);
  write_stage_variables(json, source.stage_variables());
  json.key("requestContext");
  write_request_context(json, source);
  if (source.with_body) write_body(json, source);
  json.end_object();
  return event;
}

std::string make_request_context_v1(const EventSource& source) {
  std::string context;
  JsonWriter json(context);
  write_request_context(json, source);
  return context;
}

}  // namespace cxsam::gateway
