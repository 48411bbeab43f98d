#include "gateway/cors.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

std::string joined(const std::vector<std::string>& values) { return join(values, ","); }

/// The value of Access-Control-Allow-Origin, "" when the origin is not allowed. `*`, `http://*` and `https://*` are patterns;
/// with credentials the origin itself is named, since browsers refuse `*` then.
std::string allowed_origin(const application::Cors& cors, std::string_view origin) {
  for (const std::string& allowed : cors.allow_origins) {
    if (allowed == "*") return cors.allow_credentials ? std::string(origin) : "*";
    if (equals_ignoring_case(allowed, origin)) return std::string(origin);
    const bool scheme = allowed == "http://*" || allowed == "https://*";
    if (scheme && origin.starts_with(allowed.substr(0, allowed.size() - 1))) return std::string(origin);
  }
  return "";
}

bool allows_method(const application::Cors& cors, std::string_view method) {
  return std::ranges::any_of(
      cors.allow_methods, [&](const std::string& allowed) { return allowed == "*" || equals_ignoring_case(allowed, method); });
}

}  // namespace

bool is_preflight(const http::Request& request) {
  return request.method == "OPTIONS" && !http::find_header(request.headers, "origin").empty() &&
         !http::find_header(request.headers, "access-control-request-method").empty();
}

http::Response preflight_response(const application::Cors& cors, const http::Request& request) {
  http::Response response{.status = 204, .headers = {}, .body = {}};
  const std::string origin = allowed_origin(cors, http::find_header(request.headers, "origin"));
  if (origin.empty() || !allows_method(cors, http::find_header(request.headers, "access-control-request-method")))
    return response;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Allow-Methods", joined(cors.allow_methods));
  if (!cors.allow_headers.empty()) response.headers.emplace_back("Access-Control-Allow-Headers", joined(cors.allow_headers));
  if (cors.allow_credentials) response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  if (cors.max_age_s) response.headers.emplace_back("Access-Control-Max-Age", std::to_string(*cors.max_age_s));
  if (origin != "*") response.headers.emplace_back("Vary", "Origin");
  return response;
}

void apply_cors(const application::Cors& cors, const http::Request& request, http::Response& response) {
  std::erase_if(response.headers, [](const auto& header) { return to_lower(header.first).starts_with("access-control-"); });
  const std::string_view sent = http::find_header(request.headers, "origin");
  const std::string origin = sent.empty() ? "" : allowed_origin(cors, sent);
  if (origin.empty()) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  if (cors.allow_credentials) response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  if (!cors.expose_headers.empty()) {
    response.headers.emplace_back("Access-Control-Expose-Headers", joined(cors.expose_headers));
  }
  if (origin != "*") response.headers.emplace_back("Vary", "Origin");
}

}  // namespace cxsam::gateway
