#include "gateway/sam/event.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/headers.h"
#include "gateway/json_writer.h"
#include "gateway/sam/python.h"

namespace cxsam::gateway {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kApiId = "1234567890";
constexpr std::string_view kAccountId = "123456789012";
constexpr std::string_view kUserAgent = "Custom User Agent String";

void set(Pairs& pairs, std::string_view name, std::string value) {
  std::erase_if(pairs, [&](const auto& pair) { return pair.first == name; });
  pairs.emplace_back(name, std::move(value));
}

void join_to(Pairs& pairs, std::string name, std::string_view value) {
  const auto same = std::ranges::find(pairs, name, &Pairs::value_type::first);
  if (same == pairs.end()) {
    pairs.emplace_back(std::move(name), value);
  } else {
    same->second += ',';
    same->second += value;
  }
}

/// Names with an underscore could be taken for others, and do not come through; no type is no header.
bool comes_through(const std::string& name, const std::string& value) {
  if (value.empty() && equals_ignoring_case(name, "content-type")) return false;
  return name.find('_') == std::string::npos;
}

/// Equal names are one header, its values joined; names come through the environment of a CGI program and lose their case.
Pairs headers_of(const EventSource& source) {
  Pairs headers;
  for (const auto& [name, value] : source.request.headers)
    if (comes_through(name, value)) join_to(headers, python_title(name), utf8_of_latin1(value));
  set(headers, "X-Forwarded-Proto", source.request.secure ? "https" : "http");
  set(headers, "X-Forwarded-Port", std::to_string(source.port));
  return headers;
}

struct Body {
  std::string text;
  bool base64 = false;
};

/// Types are compared as a whole; what is no text then cannot be read.
std::optional<Body> body_of(const EventSource& source) {
  const std::string& body = source.request.body;
  const std::string type = media_type(http::find_header(source.request.headers, "content-type"));
  const auto& binary = source.match.api->binary_media_types;
  const bool base64 = std::ranges::find(binary, type) != binary.end() || std::ranges::find(binary, "*/*") != binary.end();
  if (base64 && !body.empty()) return Body{.text = base64_encode(body), .base64 = true};
  if (find_invalid_utf8(body)) return std::nullopt;
  return Body{.text = body, .base64 = false};
}

void write_map_or_null(JsonWriter& json, std::string_view name, const Pairs& pairs) {
  if (pairs.empty()) return json.null_member(name);
  json.texts(name, pairs);
}

/// Each name with the list of its values.
void write_lists(JsonWriter& json, std::string_view name, const Pairs& pairs) {
  if (pairs.empty()) return json.null_member(name);
  json.key(name);
  json.begin_object();
  for (auto at = pairs.begin(); at != pairs.end(); ++at) {
    if (std::any_of(pairs.begin(), at, [&](const auto& before) { return before.first == at->first; })) continue;
    json.foreign_key(at->first);
    json.begin_list();
    for (const auto& [key, value] : pairs)
      if (key == at->first) json.string(value);
    json.end_list();
  }
  json.end_object();
}

Pairs path_parameters(const EventSource& source) {
  Pairs parameters;
  for (const auto& [name, value] : source.match.parameters) parameters.emplace_back(name, percent_decode(value));
  return parameters;
}

/// Pairs of the query. Bytes that are no UTF-8 stay percent-encoded.
Pairs query_of(const EventSource& source) {
  Pairs query = parse_query(source.query);
  for (auto& [name, value] : query) {
    name = encode_broken(name);
    value = encode_broken(value);
  }
  return query;
}

Pairs stage_variables(const EventSource& source) {
  Pairs variables;
  for (const auto& [name, value] : source.stage_variables()) variables.emplace_back(name, value);
  return variables;
}

void write_authorizer(JsonWriter& json, const EventSource& source) {
  if (source.caller == nullptr || source.caller->authorizer.empty()) return;
  json.key("authorizer");
  json.raw(source.caller->authorizer);
}

void write_context_v1(JsonWriter& json, const EventSource& source) {
  constexpr std::string_view kNobody[] = {
      "accountId", "apiKey", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityPoolId",
      "user",      "userArn"};
  const application::Route& route = *source.match.route;
  json.key("requestContext");
  json.begin_object();
  json.member("accountId", kAccountId);
  json.member("apiId", kApiId);
  json.member("domainName", python_host(http::find_header(source.request.headers, "host"), source.request.secure));
  json.null_member("extendedRequestId");
  json.member("httpMethod", source.request.method);
  json.key("identity");
  json.begin_object();
  for (const std::string_view name : kNobody) json.null_member(name);
  json.member("sourceIp", source.request.remote_address);
  json.member("userAgent", kUserAgent);
  json.end_object();
  if (!route.operation_name.empty()) json.member("operationName", route.operation_name);
  json.member("path", route.path);
  json.member("protocol", source.request.protocol);
  json.member("requestId", source.ids.request_id);
  json.member("requestTime", access_log_time(source.ids.time));
  json.key("requestTimeEpoch");
  json.number(epoch_ms(source.ids.time));
  json.member("resourceId", "123456");
  json.member("resourcePath", route.path);
  if (source.match.stage->name.empty()) {
    json.null_member("stage");
  } else {
    json.member("stage", source.match.stage->name);
  }
  write_authorizer(json, source);
  json.end_object();
}

void write_context_v2(JsonWriter& json, const EventSource& source, std::string_view path, std::string_view key) {
  json.key("requestContext");
  json.begin_object();
  json.member("accountId", kAccountId);
  json.member("apiId", kApiId);
  json.key("http");
  json.begin_object();
  json.member("method", source.request.method);
  json.member("path", path);
  json.member("protocol", source.request.protocol);
  json.member("sourceIp", source.request.remote_address);
  json.member("userAgent", kUserAgent);
  json.end_object();
  json.member("requestId", source.ids.request_id);
  json.member("routeKey", key);
  json.member("stage", source.match.stage->name.empty() ? "$default" : source.match.stage->name);
  json.member("time", access_log_time(source.ids.time));
  json.key("timeEpoch");
  json.number(epoch_ms(source.ids.time) / 1000);
  json.member("domainName", "localhost");
  json.member("domainPrefix", "localhost");
  write_authorizer(json, source);
  json.end_object();
}

void write_cookies(JsonWriter& json, const Pairs& headers) {
  json.key("cookies");
  json.begin_list();
  const auto header = std::ranges::find(headers, "Cookie", &Pairs::value_type::first);
  if (header != headers.end())
    for (const auto& [name, value] : python_cookies(header->second)) json.string(name + "=" + value);
  json.end_list();
}

}  // namespace

std::optional<std::string> make_sam_event_v1(const EventSource& source) {
  const auto body = body_of(source);
  if (!body) return std::nullopt;
  const Pairs headers = headers_of(source);
  const Pairs query = query_of(source);
  Pairs last;
  for (const auto& [name, value] : query) set(last, name, value);

  std::string event;
  JsonWriter json(event);
  json.begin_object();
  if (source.match.api->kind == application::Api::Kind::Http) json.member("version", "1.0");
  json.member("httpMethod", source.request.method);
  if (body->text.empty()) {
    json.null_member("body");
  } else {
    json.member("body", body->text);
  }
  json.member("resource", source.match.route->path);
  write_context_v1(json, source);
  write_map_or_null(json, "queryStringParameters", last);
  write_lists(json, "multiValueQueryStringParameters", query);
  json.texts("headers", headers);
  write_lists(json, "multiValueHeaders", headers);
  write_map_or_null(json, "pathParameters", path_parameters(source));
  write_map_or_null(json, "stageVariables", stage_variables(source));
  json.member("path", percent_decode(source.path));
  json.key("isBase64Encoded");
  json.boolean(body->base64);
  json.end_object();
  return event;
}

std::optional<std::string> make_sam_event_v2(const EventSource& source) {
  const auto body = body_of(source);
  if (!body) return std::nullopt;
  const application::Route& route = *source.match.route;
  const std::string path = percent_decode(source.path);
  const std::string key = route.path == "$default" ? route.path : source.request.method + " " + route.path;
  Pairs query;
  for (const auto& [name, value] : query_of(source)) join_to(query, name, value);

  const Pairs headers = headers_of(source);

  std::string event;
  JsonWriter json(event);
  json.begin_object();
  json.member("version", "2.0");
  json.member("routeKey", key);
  json.member("rawPath", path);
  json.member("rawQueryString", source.query);
  write_cookies(json, headers);
  json.texts("headers", headers);
  if (!query.empty()) json.texts("queryStringParameters", query);
  write_context_v2(json, source, path, key);
  json.member("body", body->text);
  json.texts("pathParameters", path_parameters(source));
  write_map_or_null(json, "stageVariables", stage_variables(source));
  json.key("isBase64Encoded");
  json.boolean(body->base64);
  json.end_object();
  return event;
}

}  // namespace cxsam::gateway
