#include "gateway/sam/answer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "gateway/sam/python_text.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Api;

const Json* find(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// Python's idea of what counts as nothing.
bool is_falsy(const Json& value) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number()) return value.get<double>() == 0;
  return value.is_null() || value.empty() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

/// 200 where it says nothing, or 0.
Result<int> read_status(const Json& object) {
  constexpr int kLowestStatus = 200;
  constexpr int kHighestStatus = 999;
  const Json* value = find(object, "statusCode");
  if (value == nullptr || is_falsy(*value)) return 200;
  std::optional<std::int64_t> status;
  if (value->is_number()) status = static_cast<std::int64_t>(std::trunc(value->get<double>()));
  if (value->is_string()) status = parse_int(trim(value->get_ref<const std::string&>()));
  if (!status || *status < kLowestStatus || *status > kHighestStatus)
    return fail("statusCode must be a positive int, not " + dump_json(*value));
  return static_cast<int>(*status);
}

Result<void> add_multi_headers(const Json& map, http::Headers& headers) {
  if (!map.is_object()) return fail("multiValueHeaders must be an object of lists");
  for (const auto& [name, values] : map.items()) {
    if (!values.is_array()) return fail("multiValueHeaders must hold lists, and " + name + " is none");
    for (const Json& value : values) headers.emplace_back(name, python_text(value));
  }
  return {};
}

/// A value that `multiValueHeaders` has under that name comes once.
Result<void> add_headers(const Json& map, http::Headers& headers) {
  if (!map.is_object()) return fail("headers must be an object");
  for (const auto& [name, value] : map.items()) {
    std::string text = python_text(value);
    const bool there = std::ranges::any_of(
        headers, [&](const auto& header) { return equals_ignoring_case(header.first, name) && header.second == text; });
    if (!there) headers.emplace_back(name, std::move(text));
  }
  return {};
}

/// The server writes these itself.
void finish(http::Headers& headers) {
  std::erase_if(headers, [](const auto& header) {
    return equals_ignoring_case(header.first, "content-length") || equals_ignoring_case(header.first, "transfer-encoding") ||
           equals_ignoring_case(header.first, "connection");
  });
  if (http::find_header(headers, "content-type").empty()) headers.emplace_back("Content-Type", "application/json");
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

Result<std::string> read_body(const Json* body, bool base64) {
  std::string text = body == nullptr || is_falsy(*body) ? "" : python_text(*body);
  if (!base64) return text;
  auto bytes = base64_decode(text);
  if (!bytes) return fail("the body is no base64");
  return std::move(*bytes);
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
    if (auto added = add_headers(*map, response.headers); !added) return fail(added.error());
  const auto flag = read_flag_v1(result, rules.kind);
  if (!flag) return fail(flag.error());
  for (const auto& [key, value] : result.items())
    if (rest && std::ranges::find(kKeys, key) == std::end(kKeys)) return fail("`" + key + "` is no part of an answer");
  finish(response.headers);
  const bool decodes = *flag && (!rest || client_takes_binary(rules, response.headers));
  auto body = read_body(find(result, "body"), decodes);
  if (!body) return fail(body.error());
  response.body = std::move(*body);
  return response;
}

Result<http::Response> answer_v2(const Json& result, std::string_view text) {
  http::Response response;
  if (!result.is_object() || !result.contains("statusCode")) {
    response.body = result.is_object() ? std::string(text) : is_falsy(result) ? "" : python_text(result);
    finish(response.headers);
    return response;
  }
  const auto status = read_status(result);
  if (!status) return fail(status.error());
  response.status = *status;
  if (const Json* map = find(result, "headers"))
    if (auto added = add_headers(*map, response.headers); !added) return fail(added.error());
  if (const Json* cookies = find(result, "cookies"); cookies != nullptr && cookies->is_array())
    for (const Json& cookie : *cookies) response.headers.emplace_back("Set-Cookie", python_text(cookie));
  finish(response.headers);
  const Json* flag = find(result, "isBase64Encoded");
  auto body = read_body(find(result, "body"), flag != nullptr && !is_falsy(*flag));
  if (!body) return fail(body.error());
  response.body = std::move(*body);
  return response;
}

}  // namespace

Result<http::Response> make_sam_answer(std::string_view function_result, const AnswerRules& rules) {
  const auto result = parse_json(function_result);
  if (!result) return fail("it is no JSON: " + result.error().message);
  const bool second = rules.kind == Api::Kind::Http && rules.payload_format == "2.0";
  return second ? answer_v2(*result, function_result) : answer_v1(*result, rules);
}

}  // namespace cxsam::gateway
