#include "gateway/inspect/page.h"

#include <array>
#include <cstdio>
#include <ranges>

#include "base/text.h"
#include "base/time_text.h"
#include "gateway/authorizers/guards.h"
#include "gateway/inspect/html.h"
#include "gateway/inspect/route_words.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Application;
using application::Route;

std::string milliseconds(std::chrono::nanoseconds time) {
  constexpr double kPerMillisecond = 1e6;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f ms", static_cast<double>(time.count()) / kPerMillisecond);
  return text.data();
}

std::string stages_of(const Api& api) {
  std::vector<std::string> names;
  for (const application::Stage& stage : api.stages) names.push_back(stage.name);
  return join(names, ", ");
}

std::string table(std::string_view heads, const std::string& rows) {
  std::string html = "<table><thead><tr>";
  for (const std::string_view head : split(heads, ',')) html += "<th>" + escaped(head) + "</th>";
  return html + "</tr></thead><tbody>\n" + rows + "</tbody></table>\n";
}

std::string apis_table(const Served& served) {
  std::string rows;
  const std::string port = ":" + std::to_string(served.port);
  for (const Api& api : served.application.apis)
    rows += "<tr>" + cell(api.logical_id) + cell(api.kind == Api::Kind::Rest ? "REST" : "HTTP") + cell(stages_of(api)) +
            cell(own_host(api) + port) + "</tr>\n";
  for (const application::WebSocketApi& api : served.application.websocket_apis)
    rows += "<tr>" + cell(api.logical_id) + cell("WebSocket") + cell(api.stage.name) + cell("") + "</tr>\n";
  return table("API,kind,stages,alone at", rows);
}

/// Requests of all stages, failed ones, and how long they took.
struct Sum {
  std::uint64_t requests = 0;
  std::uint64_t refused = 0;  // 4xx
  std::uint64_t failed = 0;   // 5xx
  std::chrono::nanoseconds took{};
};

Sum sum_of(const Api& api, const Route& route, const Traffic& traffic) {
  Sum sum;
  for (const application::Stage& stage : api.stages) {
    const auto counts = traffic.counts().find(RouteView(api.logical_id, stage.name, route.method, route.path));
    if (counts == traffic.counts().end()) continue;
    sum.requests += counts->second.latency.count;
    sum.took += counts->second.latency.sum;
    for (const auto& [status, count] : counts->second.by_status) {
      constexpr int kClass = 100;
      if (status / kClass == 4) sum.refused += count;
      if (status / kClass == 5) sum.failed += count;
    }
  }
  return sum;
}

std::string answered_by(const application::Integration& integration) {
  const auto* unknown = std::get_if<application::Unknown>(&integration.target);
  return unknown == nullptr ? answering(integration) : "nothing here: " + unknown->description;
}

std::string route_row(const Api& api, const Route& route, const Served& served, const Traffic& traffic) {
  const Sum sum = sum_of(api, route, traffic);
  const std::string mean = sum.requests == 0 ? "" : milliseconds(sum.took / static_cast<std::int64_t>(sum.requests));
  return "<tr>" + cell(api.logical_id) + cell(route.method) + cell(route.path) +
         cell(join(guards_of(api, route, served.services.guards->options), ", ")) + cell(answered_by(route.integration)) +
         cell(std::to_string(sum.requests)) + cell(std::to_string(sum.refused)) + cell(std::to_string(sum.failed)) +
         cell(mean) + "</tr>\n";
}

std::string routes_table(const Served& served, const Traffic& traffic) {
  std::string rows;
  for (const Api& api : served.application.apis)
    for (const Route& route : api.routes) rows += route_row(api, route, served, traffic);
  for (const application::WebSocketApi& api : served.application.websocket_apis)
    for (const application::WebSocketRoute& route : api.routes)
      rows += "<tr>" + cell(api.logical_id) + cell("") + cell(route.key) + cell("") + cell(answered_by(route.integration)) +
              "<td></td><td></td><td></td><td></td></tr>\n";
  return table("API,method,path,guarded by,answered by,requests,4xx,5xx,mean", rows);
}

std::string part(const char* title, const Excerpt& excerpt) {
  if (excerpt.bytes == 0) return "";
  std::string html = "<h3>" + std::string(title) + "</h3>\n";
  if (excerpt.text.size() < excerpt.bytes)
    html += "<p>the first " + std::to_string(excerpt.text.size()) + " of " + std::to_string(excerpt.bytes) + " bytes</p>\n";
  return html + "<pre>" + escaped(excerpt.text) + "</pre>\n";
}

std::string exchange_html(const Seen& seen) {
  const std::string target = seen.target.text + (seen.target.text.size() < seen.target.bytes ? "..." : "");
  std::string html = "<details id=\"x" + std::to_string(seen.number) + "\"><summary><time>" + iso_time(seen.time) +
                     "</time> <b>" + std::to_string(seen.status) + "</b> " + escaped(seen.method + " " + target) + " <i>" +
                     milliseconds(seen.took) + "</i></summary>\n";
  html += "<p>from " + escaped(seen.client);
  const RouteName& route = *seen.route;
  html += route.path.empty() ? std::string(", for no route")
                             : ", for <code>" + escaped(route.method + " " + route.path) + "</code> of <code>" +
                                   escaped(route.api) + "</code>, stage <code>" + escaped(route.stage) + "</code>";
  if (!seen.failure.empty()) html += "; refused: " + escaped(seen.failure);
  if (!seen.why.empty()) html += " (" + escaped(seen.why) + ")";
  html += "</p>\n" + part("Event", seen.event) + part("Headers of the answer", seen.head) + part("Answer", seen.body);
  if (seen.streamed) html += "<p>The answer was streamed.</p>\n";
  return html + "</details>\n";
}

std::string exchanges(const Traffic& traffic) {
  std::string html;
  for (const Seen& seen : traffic.last() | std::views::reverse) html += exchange_html(seen);
  return html.empty() ? "<p>None yet.</p>\n" : html;
}

}  // namespace

std::string page_html(const Served& served, const Traffic& traffic) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>cxsam local start-api</title>\n"
         "<link rel=\"stylesheet\" href=\"/_cxsam/page.css\">\n<script src=\"/_cxsam/page.js\" defer></script>\n</head>\n"
         "<body>\n<header><h1>cxsam local start-api</h1><p id=\"state\"><a href=\"/_cxsam/metrics\">metrics</a></p>"
         "<input id=\"filter\" type=\"search\" placeholder=\"only requests with ...\" hidden></header>\n<main>\n"
         "<h2>APIs</h2>\n" +
         apis_table(served) + "<h2>Routes</h2>\n" + routes_table(served, traffic) + "<h2>Last requests</h2>\n" +
         exchanges(traffic) + "</main>\n</body>\n</html>\n";
}

}  // namespace cxsam::gateway
