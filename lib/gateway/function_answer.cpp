#include "gateway/function_answer.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "gateway/headers.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Api;

constexpr int kLowestStatus = 200;  // an interim status would leave the client waiting
constexpr int kHighestStatus = 999;

const Json* find(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<int> read_status(const Json& value) {
  std::optional<double> status;  // any number of JSON
  if (value.is_number()) status = value.get<double>();
  if (value.is_string()) status = parse_int(value.get_ref<const std::string&>());
  if (!status || std::trunc(*status) != *status) return fail("`statusCode` must be a number, not " + dump_json(value));
  if (*status < kLowestStatus || *status > kHighestStatus)
    return fail("`statusCode` " + (value.is_string() ? value.get<std::string>() : dump_json(value)) + " is no HTTP status");
  return static_cast<int>(*status);
}

/// Strings, numbers and booleans as text.
Result<std::string> scalar_text(const Json& value, std::string_view where) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return dump_json(value);
  if (value.is_null()) return std::string();
  return fail("a value of `" + std::string(where) + "` must be text, not " + dump_json(value));
}

bool contains(const http::Headers& headers, std::string_view name, std::string_view value) {
  return std::ranges::any_of(
      headers, [&](const auto& header) { return equals_ignoring_case(header.first, name) && header.second == value; });
}

Result<void> add_multi_headers(const Json& map, http::Headers& headers) {
  if (!map.is_object()) return fail("`multiValueHeaders` must be an object of lists");
  for (const auto& [name, values] : map.items()) {
    if (!values.is_array()) return fail("`multiValueHeaders` must hold lists, and `" + name + "` is none");
    for (const Json& value : values) {
      auto text = scalar_text(value, "multiValueHeaders");
      if (!text) return fail(text.error());
      headers.emplace_back(name, std::move(*text));
    }
  }
  return {};
}

/// A name that is in `multiValueHeaders` too keeps that spelling, and a value that is there too comes once.
Result<void> add_single_headers(const Json& map, http::Headers& headers) {
  if (!map.is_object()) return fail("`headers` must be an object");
  const std::size_t multi_count = headers.size();
  for (const auto& [name, value] : map.items()) {
    auto text = scalar_text(value, "headers");
    if (!text) return fail(text.error());
    if (contains(headers, name, *text)) continue;
    const auto end = headers.begin() + static_cast<std::ptrdiff_t>(multi_count);
    const auto same =
        std::find_if(headers.begin(), end, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
    std::string spelling = same == end ? name : same->first;
    headers.emplace_back(std::move(spelling), std::move(*text));
  }
  return {};
}

void remap(http::Headers& headers, std::string (*remapped)(std::string_view)) {
  for (auto& [name, value] : headers) name = remapped(name);
  std::erase_if(headers, [](const auto& header) { return header.first.empty(); });
}

void add_default_type(http::Headers& headers, std::string_view type) {
  if (http::find_header(headers, "content-type").empty()) headers.emplace_back("Content-Type", type);
}

Result<bool> read_base64_flag(const Json* value) {
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  if (*value == "true" || *value == "false") return *value == "true";
  return fail("`isBase64Encoded` must be true or false, not " + dump_json(*value));
}

/// The first media type of Accept must be in the list literally; wildcards count only as "*/*" in the list.
bool client_takes_binary(const AnswerRules& rules) {
  return rules.binary_media_types != nullptr &&
         is_binary_type(*rules.binary_media_types, media_type(rules.accept.substr(0, rules.accept.find(','))));
}

Result<std::string> read_body(const Json& object, const AnswerRules& rules) {
  const Json* body = find(object, "body");
  const auto base64 = read_base64_flag(find(object, "isBase64Encoded"));
  if (!base64) return fail(base64.error());
  if (body == nullptr) return std::string();
  if (!body->is_string()) {
    return fail(Error{"`body` must be text, not " + std::string(body->type_name())}.hint(
        "make it JSON text first: json.dumps(...), JSON.stringify(...)"));
  }
  const std::string& text = body->get_ref<const std::string&>();
  if (!*base64 || (rules.kind == Api::Kind::Rest && !client_takes_binary(rules))) return text;
  auto bytes = base64_decode(text);
  if (!bytes) return fail("`isBase64Encoded` is true, but `body` is no base64");
  return std::move(*bytes);
}

/// REST APIs and payload format 1.0.
Result<http::Response> answer_v1(const Json& result, const AnswerRules& rules) {
  constexpr std::string_view kKeys[] = {"statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"};
  if (!result.is_object()) return fail("it is no object with `statusCode` and `body`");
  for (const auto& [key, value] : result.items()) {
    const bool known = std::ranges::find(kKeys, key) != std::end(kKeys);
    if (!known && rules.kind == Api::Kind::Rest) return fail("`" + key + "` is no part of an answer");
  }
  http::Response response;
  if (const Json* status = find(result, "statusCode")) {
    const auto number = read_status(*status);
    if (!number) return fail(number.error());
    response.status = *number;
  } else if (rules.kind == Api::Kind::Http) {
    return fail("`statusCode` is missing");
  }
  if (const Json* headers = find(result, "multiValueHeaders")) {
    if (auto added = add_multi_headers(*headers, response.headers); !added) return fail(added.error());
  }
  if (const Json* headers = find(result, "headers")) {
    if (auto added = add_single_headers(*headers, response.headers); !added) return fail(added.error());
  }
  auto body = read_body(result, rules);
  if (!body) return fail(body.error());
  response.body = std::move(*body);
  return response;
}

/// Any JSON without `statusCode` is the body itself; a string without its quotes.
http::Response plain_answer(const Json& result, std::string_view text) {
  http::Response response;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = result.is_string() ? result.get<std::string>() : std::string(text);
  return response;
}

Result<void> add_cookies(const Json& result, http::Headers& headers) {
  const Json* cookies = find(result, "cookies");
  if (cookies == nullptr || !cookies->is_array()) return {};
  for (const Json& cookie : *cookies) {
    auto value = scalar_text(cookie, "cookies");
    if (!value) return fail(value.error());
    headers.emplace_back("Set-Cookie", std::move(*value));
  }
  return {};
}

Result<http::Response> answer_v2(const Json& result, std::string_view text, const AnswerRules& rules) {
  const Json* status = result.is_object() ? find(result, "statusCode") : nullptr;
  if (status == nullptr) return plain_answer(result, text);
  const auto number = read_status(*status);
  if (!number) return fail(number.error());
  http::Response response{.status = *number, .headers = {}, .body = {}};
  if (const Json* headers = find(result, "headers")) {
    if (auto added = add_single_headers(*headers, response.headers); !added) return fail(added.error());
  }
  if (auto added = add_cookies(result, response.headers); !added) return fail(added.error());
  auto body = read_body(result, rules);
  if (!body) return fail(body.error());
  response.body = std::move(*body);
  return response;
}

}  // namespace

Result<http::Response> make_answer(std::string_view function_result, const AnswerRules& rules) {
  const auto result = parse_json(function_result);
  if (!result) return fail("it is no JSON: " + result.error().message);
  const bool second = rules.kind == Api::Kind::Http && rules.payload_format == "2.0";
  auto response = second ? answer_v2(*result, function_result, rules) : answer_v1(*result, rules);
  if (!response) return response;
  remap(response->headers, rules.kind == Api::Kind::Rest ? name_in_rest : remapped_name);
  add_default_type(response->headers, rules.content_type);
  return response;
}

Result<http::Response> make_streamed_head(std::string_view prelude) {
  const auto result = parse_json(prelude);
  if (!result) return fail("its prelude is no JSON: " + result.error().message);
  if (!result->is_object()) return fail("its prelude is no object with `statusCode` and `headers`");
  http::Response response;
  if (const Json* status = find(*result, "statusCode")) {
    const auto number = read_status(*status);
    if (!number) return fail(number.error());
    response.status = *number;
  }
  if (const Json* headers = find(*result, "multiValueHeaders")) {
    if (auto added = add_multi_headers(*headers, response.headers); !added) return fail(added.error());
  }
  if (const Json* headers = find(*result, "headers")) {
    if (auto added = add_single_headers(*headers, response.headers); !added) return fail(added.error());
  }
  if (auto added = add_cookies(*result, response.headers); !added) return fail(added.error());
  remap(response.headers, remapped_name);
  if (http::find_header(response.headers, "content-type").empty())
    response.headers.emplace_back("Content-Type", "application/octet-stream");
  return response;
}

}  // namespace cxsam::gateway
