#include "local/sam_static.h"

#include <string>
#include <string_view>

#include "base/time_text.h"
#include "gateway/dialect.h"
#include "gateway/failure.h"
#include "gateway/sam/routes.h"
#include "gateway/target.h"
#include "json/json.h"

namespace cxsam::local {
namespace {

std::string path_of(const http::Request& request) {
  const std::string target = gateway::kSamDialect.target(request.target);
  return std::string(gateway::split_target(target).path);
}

bool takes_all(const application::Route& route) {
  return route.path == "$default" ||
         (route.path.starts_with("/{") && route.path.find('/', 1) == std::string::npos && route.path.ends_with("+}"));
}

/// Methods of the files themselves, then those of routes.
std::string allowed_methods(const gateway::RouteTable& routes, std::string_view path) {
  std::string methods = "GET, HEAD, OPTIONS";
  for (const std::string_view method : {"DELETE", "PATCH", "POST", "PUT"})
    if (routes.find(method, path)) methods.append(", ").append(method);
  return methods;
}

http::Response no_file() {
  const gateway::FailureAnswer answer = failure_answer(application::Api::Kind::Rest, gateway::Failure::NoRoute);
  return {.status = answer.status,
          .headers = {{"Content-Type", "application/json"}},
          .body = dump_json({{"message", std::string(answer.message)}}) + "\n"};
}

}  // namespace

bool means_static_file(const gateway::RouteTable& routes, const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS") return false;
  const std::string path = path_of(request);
  const gateway::RouteMatch match = gateway::find_sam_route(routes, request.method, path);
  return path != "/" && (!match || takes_all(*match.route));
}

http::Response sam_static_answer(const StaticFiles& files, const gateway::RouteTable& routes, const http::Request& request,
                                 Clock::WallTime now) {
  constexpr int kOk = 200;
  constexpr int kNoSuchRange = 416;
  if (request.method == "OPTIONS")
    return {.status = kOk,
            .headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Allow", allowed_methods(routes, path_of(request))}},
            .body = {}};
  std::optional<http::Response> file = find_static_file(files, request);
  if (!file) return no_file();
  if (file->status != kNoSuchRange) file->headers.emplace_back("Expires", http_date(now));
  return std::move(*file);
}

}  // namespace cxsam::local
