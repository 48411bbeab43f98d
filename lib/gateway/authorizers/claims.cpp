#include "gateway/authorizers/claims.h"

#include <chrono>
#include <map>

#include "base/text.h"
#include "base/time_text.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

/// As Go's fmt prints a value: `[a b]`, `map[k:v]`.
std::string bare(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return "<nil>";
  std::string text;
  if (value.is_array()) {
    for (const Json& each : value) text += (text.empty() ? "" : " ") + bare(each);
    return "[" + text + "]";
  }
  if (!value.is_object()) return dump_json(value);
  std::map<std::string, const Json*> sorted;
  for (const auto& [key, member] : value.items()) sorted[key] = &member;
  for (const auto& [key, member] : sorted) text += (text.empty() ? "" : " ") + key + ":" + bare(*member);
  return "map[" + text + "]";
}

/// "Tue Sep 08 21:09:58 UTC 2020", out of "Tue, 08 Sep 2020 21:09:58 GMT".
std::string java_date(std::int64_t seconds) {
  const std::string date = http_date(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
  const auto part = [&](std::size_t begin, std::size_t size) { return date.substr(begin, size); };
  return part(0, 3) + " " + part(8, 3) + " " + part(5, 2) + " " + part(17, 8) + " UTC " + part(12, 4);
}

std::string pool_claim(const std::string& name, const Json& value) {
  const bool time = name == "exp" || name == "iat";
  if (time && value.is_number_integer() && value.get<std::int64_t>() >= 0 && value.get<std::int64_t>() < 253402300800)
    return java_date(value.get<std::int64_t>());
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return dump_json(value);
  std::vector<std::string> texts;
  for (const Json& each : value) {
    if (!each.is_string()) return dump_json(value);
    texts.push_back(each.get<std::string>());
  }
  return join(texts, ",");
}

}  // namespace

std::string claims_of_http_api(const Json& claims) {
  Json texts = Json::object();
  for (const auto& [name, value] : claims.items()) texts[name] = bare(value);
  return dump_json(texts);
}

std::string claims_of_user_pool(const Json& claims) {
  Json texts = Json::object();
  for (const auto& [name, value] : claims.items()) texts[name] = pool_claim(name, value);
  return dump_json(texts);
}

std::string scopes_json(std::span<const std::string> scopes) {
  if (scopes.empty()) return "null";
  Json list = Json::array();
  for (const std::string& scope : scopes) list.push_back(scope);
  return dump_json(list);
}

}  // namespace cxsam::gateway
