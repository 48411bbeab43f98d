#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/client_certificate.h"
#include "gateway/event.h"
#include "gateway/headers.h"
#include "gateway/json_writer.h"

namespace cxsam::gateway {
namespace {

struct Joined {
  std::string name;
  std::string value;
};

void add(std::vector<Joined>& all, std::string_view name, std::string_view value) {
  const auto same = std::ranges::find(all, name, &Joined::name);
  if (same == all.end()) {
    all.push_back({std::string(name), std::string(value)});
  } else {
    same->value += ',';
    same->value += value;
  }
}

void set(std::vector<Joined>& all, std::string_view name, std::string value) {
  const auto same = std::ranges::find(all, name, &Joined::name);
  if (same == all.end()) {
    all.push_back({std::string(name), std::move(value)});
  } else {
    same->value = std::move(value);
  }
}

std::vector<Joined> joined_headers(const EventSource& source) {
  std::vector<Joined> headers;
  headers.reserve(source.request.headers.size() + 4);
  for (const auto& [name, value] : source.request.headers) {
    const std::string lower = to_lower(name);
    if (lower != "cookie" && lower != "connection" && lower != "transfer-encoding") add(headers, lower, value);
  }
  set(headers, "x-amzn-trace-id", source.ids.trace_id);
  add(headers, "x-forwarded-for", source.request.remote_address);
  set(headers, "x-forwarded-port", std::to_string(source.port));
  set(headers, "x-forwarded-proto", source.request.secure ? "https" : "http");
  return headers;
}

void write_joined(JsonWriter& json, std::string_view name, const std::vector<Joined>& all) {
  if (all.empty()) return;
  json.key(name);
  json.begin_object();
  for (const Joined& one : all) {
    json.foreign_key(one.name);
    json.string(one.value);
  }
  json.end_object();
}

void write_cookies(JsonWriter& json, const http::Headers& headers) {
  bool any = false;
  for (const auto& [name, value] : headers) {
    if (!equals_ignoring_case(name, "cookie")) continue;
    for (const std::string_view part : split(value, ';')) {
      const std::string_view cookie = trim(part);
      if (cookie.empty()) continue;
      if (!any) json.key("cookies");
      if (!any) json.begin_list();
      any = true;
      json.string(cookie);
    }
  }
  if (any) json.end_list();
}

void write_query(JsonWriter& json, std::string_view query) {
  std::vector<Joined> joined;
  for (const auto& [name, value] : parse_query(query)) add(joined, name, value);
  write_joined(json, "queryStringParameters", joined);
}

void write_path_parameters(JsonWriter& json, const EventSource& source) {
  std::vector<Joined> parameters;
  for (const auto& [name, value] : source.match.parameters) parameters.push_back({std::string(name), percent_decode(value)});
  write_joined(json, "pathParameters", parameters);
}

void write_stage_variables(JsonWriter& json, const EventSource& source) {
  std::vector<Joined> variables;
  for (const auto& [name, value] : source.stage_variables()) variables.push_back({name, value});
  write_joined(json, "stageVariables", variables);
}

void write_request_context(JsonWriter& json, const EventSource& source, std::string_view raw_path, std::string_view key) {
  const std::string_view host = http::find_header(source.request.headers, "host");
  json.key("requestContext");
  json.begin_object();
  json.member("accountId", source.account_id);
  json.member("apiId", source.match.api->logical_id);
  if (!source.request.client_certificate.empty()) {
    json.key("authentication");
    json.begin_object();
    write_client_certificate(json, source.request.client_certificate);
    json.end_object();
  }
  if (source.caller != nullptr && !source.caller->authorizer.empty()) {
    json.key("authorizer");
    json.raw(source.caller->authorizer);
  }
  json.member("domainName", host);
  json.member("domainPrefix", domain_prefix(host));
  json.key("http");
  json.begin_object();
  json.member("method", source.request.method);
  json.member("path", raw_path);
  json.member("protocol", source.request.protocol);
  json.member("sourceIp", source.request.remote_address);
  json.member("userAgent", http::find_header(source.request.headers, "user-agent"));
  json.end_object();
  json.member("requestId", source.ids.request_id);
  json.member("routeKey", key);
  json.member("stage", source.match.stage->name);
  json.member("time", access_log_time(source.ids.time));
  json.key("timeEpoch");
  json.number(epoch_ms(source.ids.time));
  json.end_object();
}

}  // namespace

std::string make_event_v2(const EventSource& source) {
  const std::string raw_path = percent_decode(source.path);
  const std::string key = source.match.route->key();
  const bool has_body = source.with_body && !source.request.body.empty();
  const EventBody body = has_body ? event_body(source) : EventBody{};

  std::string event;
  event.reserve(1536 + body.text.size());
  JsonWriter json(event);
  json.begin_object();
  json.member("version", "2.0");
  json.member("routeKey", key);
  json.member("rawPath", raw_path);
  json.member("rawQueryString", source.query);
  write_cookies(json, source.request.headers);
  write_joined(json, "headers", joined_headers(source));
  write_query(json, source.query);
  write_request_context(json, source, raw_path, key);
  write_path_parameters(json, source);
  write_stage_variables(json, source);
  if (has_body) json.member("body", body.text);
  if (source.with_body) {
    json.key("isBase64Encoded");
    json.boolean(body.base64);
  }
  json.end_object();
  return event;
}

}  // namespace cxsam::gateway
