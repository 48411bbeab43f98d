// SAM CLI's server sends clients from paths with doubled slashes to the route that they have without.
#include <fmt/format.h>

#include "gateway/exchange.h"
#include "gateway/inspect/html.h"
#include "gateway/sam/routes.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

constexpr int kPermanentRedirect = 308;

std::string without_doubled_slashes(std::string_view path) {
  std::string merged;
  for (const char c : path)
    if (c != '/' || !merged.ends_with('/')) merged += c;
  return merged;
}

/// The page is what the server of SAM CLI (Werkzeug) sends.
http::Response redirect_to(const std::string& url) {
  const std::string shown = escaped(url);
  return {.status = kPermanentRedirect,
          .headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Location", url}},
          .body = fmt::format("<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n"
                              "<p>You should be redirected automatically to the target URL: <a href=\"{0}\">{0}</a>. If not, "
                              "click the link.\n",
                              shown)};
}

void run(Exchange& exchange) {
  const std::string_view path = exchange.target.path;
  if (path.find("//") == std::string_view::npos) return;
  const RouteTable& routes = *exchange.way.routes;
  const std::string merged = without_doubled_slashes(path);
  const std::string_view method = exchange.request.method;
  if (find_sam_route(routes, method, path) || !find_sam_route(routes, method, merged)) return;
  const std::string_view host = http::find_header(exchange.request.headers, "host");
  const std::string query = exchange.target.query.empty() ? "" : "?" + std::string(exchange.target.query);
  exchange.answer(redirect_to(fmt::format("{}://{}{}{}", exchange.request.secure ? "https" : "http", host, merged, query)));
}

}  // namespace

const Step kMergeSamSlashes{.name = "slashes", .now = run};

}  // namespace cxsam::gateway
