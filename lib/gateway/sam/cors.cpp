#include "gateway/sam/cors.h"

#include <algorithm>
#include <string>
#include <utility>

#include "application/mapping.h"
#include "base/text.h"

namespace cxsam::gateway {
namespace {

void add(http::Headers& headers, std::string_view name, const std::vector<std::string>& values) {
  if (!values.empty()) headers.emplace_back(name, join(values, ","));
}

/// Sorted and with OPTIONS; none, and `*`, are all.
std::string methods_of(std::vector<std::string> methods) {
  if (methods.empty() || std::ranges::find(methods, "*") != methods.end())
    methods = {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"};
  methods.emplace_back("OPTIONS");
  std::ranges::sort(methods);
  const auto twice = std::ranges::unique(methods);
  methods.erase(twice.begin(), twice.end());
  return join(methods, ",");
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (const std::string_view word : split(list, ',')) words.emplace_back(trim(word));
  return words;
}

}  // namespace

std::optional<application::Cors> mocked_cors(const application::Integration& integration) {
  constexpr std::string_view kHeader = "method.response.header.access-control-";
  std::optional<application::Cors> cors;
  if (!integration.mapping) return cors;
  for (const application::ResponseMapping& response : integration.mapping->responses) {
    for (const auto& [target, source] : response.parameters) {
      const bool literal = source.size() >= 2 && source.front() == '\'' && source.back() == '\'';
      const std::string lower = to_lower(target);
      if (!literal || !lower.starts_with(kHeader)) continue;
      const std::string value = source.substr(1, source.size() - 2);
      const std::string name = lower.substr(kHeader.size());
      if (!cors) cors.emplace();
      if (name == "allow-origin") cors->allow_origins = {value};
      if (name == "allow-methods") cors->allow_methods = words_of(value);
      if (name == "allow-headers") cors->allow_headers = {value};
      if (name == "allow-credentials") cors->allow_credentials = value == "true";
      if (name == "max-age") cors->max_age_s = parse_int(value);
    }
  }
  return cors;
}

http::Headers fixed_cors(const application::Cors& cors) {
  http::Headers headers;
  add(headers, "Access-Control-Allow-Origin", cors.allow_origins);
  headers.emplace_back("Access-Control-Allow-Methods", methods_of(cors.allow_methods));
  add(headers, "Access-Control-Allow-Headers", cors.allow_headers);
  if (cors.allow_credentials) headers.emplace_back("Access-Control-Allow-Credentials", "true");
  if (cors.max_age_s) headers.emplace_back("Access-Control-Max-Age", std::to_string(*cors.max_age_s));
  return headers;
}

http::Headers sam_cors(const application::Cors& cors, std::string_view origin) {
  const auto allows = [&](std::string_view wanted) {
    return std::ranges::find(cors.allow_origins, wanted) != cors.allow_origins.end();
  };
  if (origin.empty() || (!allows("*") && !allows(origin))) return {};
  application::Cors allowed = cors;
  allowed.allow_origins = {std::string(allows("*") ? "*" : origin)};
  return fixed_cors(allowed);
}

void put_headers(const http::Headers& added, http::Response& response) {
  for (const auto& [name, value] : added) {
    std::erase_if(response.headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
    response.headers.emplace_back(name, value);
  }
}

http::Response sam_preflight(http::Headers cors) {
  http::Response response{.status = 200, .headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = {}};
  put_headers(cors, response);
  return response;
}

}  // namespace cxsam::gateway
