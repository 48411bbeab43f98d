#include "gateway/inspect/inspect.h"

#include <array>

#include <arpa/inet.h>

#include "base/embedded.h"
#include "base/text.h"
#include "gateway/inspect/metrics.h"
#include "gateway/inspect/page.h"
#include "gateway/target.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kRoot = "/_cxsam";

/// "127.0.0.1" of "127.0.0.1:3000", "::1" of "[::1]:3000".
std::string name_of(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  return to_lower(host.substr(0, host.find(':')));
}

bool is_address(const std::string& name) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

bool is_this_machine(std::string_view host, std::string_view own_host) {
  const std::string name = name_of(host);
  return name == "localhost" || name.ends_with(".localhost") || name == to_lower(own_host) || is_address(name);
}

http::Response say(int status, const char* type, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", type},
                      {"Cache-Control", "no-store"},
                      {"Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Content-Type-Options", "nosniff"}},
          .body = std::move(body)};
}

http::Response file(const char* name, const char* type) {
  return say(200, type, std::string(embedded_file("lib/gateway/inspect/" + std::string(name))));
}

bool is_named_so(const application::Route& route) { return is_inspection(route.path); }

}  // namespace

bool is_inspection(std::string_view target) {
  if (!target.starts_with(kRoot)) return false;
  const std::string_view rest = target.substr(kRoot.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

std::vector<std::string> routes_over_inspection(const application::Application& application) {
  std::vector<std::string> names;
  for (const application::Api& api : application.apis)
    for (const application::Route& route : api.routes)
      if (is_named_so(route)) names.push_back(route.key());
  return names;
}

bool is_of_application(const Served& served, const http::Request& request) {
  const Way way = way_of(served, request);
  const RouteMatch match = way.routes->find(request.method, way.path);
  return match && is_named_so(*match.route);
}

http::Response inspect(const Served& served, const Traffic& traffic, std::string_view own_host, const http::Request& request) {
  constexpr const char* kText = "text/plain; charset=utf-8";
  const std::string_view path = split_target(request.target).path;
  if (request.method != "GET" && request.method != "HEAD") return say(405, kText, "This page can be read only.\n");
  if (path == "/_cxsam/metrics") return say(200, kMetricsType, metrics_text(traffic));
  if (!is_this_machine(http::find_header(request.headers, "host"), own_host))
    return say(403, kText, "This page is shown under addresses and names of this machine only, for instance localhost.\n");
  if (path == kRoot || path == "/_cxsam/") return say(200, "text/html; charset=utf-8", page_html(served, traffic));
  if (path == "/_cxsam/page.js") return file("page.js", "text/javascript; charset=utf-8");
  if (path == "/_cxsam/page.css") return file("page.css", "text/css; charset=utf-8");
  return say(404, kText, "There are `/_cxsam/` and `/_cxsam/metrics`.\n");
}

}  // namespace cxsam::gateway
