#include "gateway/sam/answer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "gateway/sam/python.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Api;

const Json* find(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// 200 where it says nothing, or 0.
Result<int> read_status(const Json& object) {
  constexpr int kLowestStatus = 1;
  constexpr int kHighestStatus = 999;  // HTTP has no more digits
  const Json* value = find(object, "statusCode");
  if (value == nullptr || python_false(*value)) return 200;
  std::optional<std::int64_t> status;
  if (value->is_number()) status = static_cast<std::int64_t>(std::trunc(value->get<double>()));
  if (value->is_boolean()) status = 1;
  if (value->is_string()) status = python_int(value->get_ref<const std::string&>());
  if (!status || *status < kLowestStatus || *status > kHighestStatus)
    return fail("statusCode must be a positive int, not " + dump_json(*value));
  return static_cast<int>(*status);
}

/// What Python's server sends of a text: bytes of Latin-1, in one line.
Result<std::string> header_value(const Json& value) {
  const std::string text = python_text(value);
  if (text.find_first_of("\r\n") != std::string::npos) return fail("the value of a header has a line break");
  auto bytes = latin1_of_utf8(text);
  if (!bytes) return fail("the value of a header has letters beyond Latin-1");
  return std::move(*bytes);
}

Result<void> add_values(const std::string& name, const Json& values, http::Headers& headers) {
  if (!values.is_array()) return add_values(name, Json::array({values}), headers);
  for (const Json& value : values) {
    auto text = header_value(value);
    if (!text) return fail(text.error());
    headers.emplace_back(name, std::move(*text));
  }
  return {};
}

Result<void> add_multi_headers(const Json& map, http::Headers& headers) {
  if (python_false(map)) return {};
  if (!map.is_object()) return fail("multiValueHeaders must be an object of lists");
  for (const auto& [name, values] : map.items())
    if (auto added = add_values(name, values, headers); !added) return added;
  return {};
}

/// A value that `multiValueHeaders` has under that name comes once. `lists`: a list is several values.
Result<void> add_headers(const Json& map, bool lists, http::Headers& headers) {
  if (python_false(map)) return {};
  if (!map.is_object()) return fail("headers must be an object");
  for (const auto& [name, value] : map.items()) {
    http::Headers added;
    if (auto fault = add_values(name, lists ? value : Json::array({value}), added); !fault) return fault;
    for (auto& header : added)
      if (lists || std::ranges::find(headers, header) == headers.end()) headers.push_back(std::move(header));
  }
  return {};
}

/// The server writes some itself.
void finish(http::Response& response) {
  http::Headers& headers = response.headers;
  std::erase_if(headers, [](const auto& header) {
    return equals_ignoring_case(header.first, "content-length") || equals_ignoring_case(header.first, "transfer-encoding") ||
           equals_ignoring_case(header.first, "connection");
  });
  const auto is_type = [](const auto& header) { return equals_ignoring_case(header.first, "content-type"); };
  if (std::ranges::none_of(headers, is_type)) headers.emplace_back("Content-Type", "application/json");
  constexpr int kNotModified = 304;
  if (response.status == kNotModified) std::erase_if(headers, is_type);
}

/// Whether one of the ranges of an Accept header takes a type.
bool accepts(std::string_view accept, std::string_view type) {
  const std::string wanted = to_lower(trim(type));
  return std::ranges::any_of(split(accept, ','), [&](std::string_view part) {
    const std::string range = to_lower(trim(part.substr(0, part.find(';'))));
    if (range == "*/*" || range == wanted) return true;
    return range.ends_with("/*") && wanted.starts_with(range.substr(0, range.size() - 1));
  });
}

bool client_takes_binary(const AnswerRules& rules, const http::Headers& headers) {
  const std::string_view type = http::find_header(headers, "content-type");
  if (rules.binary_media_types == nullptr || !accepts(rules.accept, type)) return false;
  const auto& types = *rules.binary_media_types;
  return std::ranges::find(types, type) != types.end() || std::ranges::find(types, "*/*") != types.end();
}

/// Of REST APIs and payload format 1.0, which also know another name for it.
Result<bool> read_flag_v1(const Json& object, Api::Kind kind) {
  const bool other = kind == Api::Kind::Rest && object.contains("base64Encoded");
  const Json* value = find(object, other ? "base64Encoded" : "isBase64Encoded");
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  if (value->is_string()) {
    const std::string word = to_lower(value->get_ref<const std::string&>());
    if (word == "true" || word == "false") return word == "true";
  }
  return fail("isBase64Encoded must be true or false, not " + dump_json(*value));
}

/// What SAM CLI's server answers where a body is 0 or false, which it can make no answer of.
http::Response server_fault() {
  constexpr std::string_view kPage =
      "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n"
      "<p>The server encountered an internal error and was unable to complete your request. Either the server is overloaded or "
      "there is an error in the application.</p>\n";
  return {.status = 500, .headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = std::string(kPage)};
}

bool is_no_body(const Json* body) {
  return body != nullptr && (body->is_boolean() || body->is_number()) && python_false(*body);
}

/// What cannot be decoded stays as it is.
std::string read_body(const Json* body, bool base64) {
  if (body == nullptr || python_false(*body)) return "";
  std::string text = python_text(*body);
  if (!base64 || !body->is_string()) return text;
  return python_base64(text).value_or(text);
}

Result<http::Response> answer_v1(const Json& result, const AnswerRules& rules) {
  constexpr std::string_view kKeys[] = {"statusCode",      "headers", "multiValueHeaders", "body",
                                        "isBase64Encoded", "cookies", "base64Encoded"};
  const bool rest = rules.kind == Api::Kind::Rest;
  if (!result.is_object()) return fail("it is no object with statusCode and body");
  if (!rest && find(result, "statusCode") == nullptr) return fail("statusCode is missing");
  http::Response response;
  const auto status = read_status(result);
  if (!status) return fail(status.error());
  response.status = *status;
  if (const Json* map = find(result, "multiValueHeaders"))
    if (auto added = add_multi_headers(*map, response.headers); !added) return fail(added.error());
  if (const Json* map = find(result, "headers"))
    if (auto added = add_headers(*map, false, response.headers); !added) return fail(added.error());
  const auto flag = read_flag_v1(result, rules.kind);
  if (!flag) return fail(flag.error());
  for (const auto& [key, value] : result.items())
    if (rest && std::ranges::find(kKeys, key) == std::end(kKeys)) return fail("`" + key + "` is no part of an answer");
  if (is_no_body(find(result, "body"))) return server_fault();
  finish(response);
  const bool decodes = *flag && (!rest || client_takes_binary(rules, response.headers));
  response.body = read_body(find(result, "body"), decodes);
  return response;
}

Result<http::Response> answer_v2(const Json& result) {
  http::Response response;
  if (is_no_body(&result)) return server_fault();
  if (!result.is_object() || !result.contains("statusCode")) {
    response.body = result.is_object() ? python_json(result) : python_false(result) ? "" : python_text(result);
    finish(response);
    return response;
  }
  const auto status = read_status(result);
  if (!status) return fail(status.error());
  response.status = *status;
  if (const Json* map = find(result, "headers"))
    if (auto added = add_headers(*map, true, response.headers); !added) return fail(added.error());
  if (const Json* cookies = find(result, "cookies"); cookies != nullptr && cookies->is_array())
    if (auto added = add_values("Set-Cookie", *cookies, response.headers); !added) return fail(added.error());
  if (is_no_body(find(result, "body"))) return server_fault();
  finish(response);
  const Json* flag = find(result, "isBase64Encoded");
  response.body = read_body(find(result, "body"), flag != nullptr && !python_false(*flag));
  return response;
}

}  // namespace

Result<http::Response> make_sam_answer(std::string_view function_result, const AnswerRules& rules) {
  const auto result = parse_json(function_result);
  if (!result) return fail("it is no JSON: " + result.error().message);
  const bool second = rules.kind == Api::Kind::Http && rules.payload_format == "2.0";
  return second ? answer_v2(*result) : answer_v1(*result, rules);
}

}  // namespace cxsam::gateway
