#include "gateway/backends/expression.h"

#include <memory>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "vtl/input.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kBody = "body";

std::optional<std::string> joined_headers(const http::Headers& headers, std::string_view name) {
  std::optional<std::string> joined;
  for (const auto& [key, value] : headers) {
    if (!equals_ignoring_case(key, name)) continue;
    joined = joined ? *joined + "," + value : value;
  }
  return joined;
}

std::optional<std::string> joined_query(std::string_view query, std::string_view name) {
  std::optional<std::string> joined;
  for (const auto& [key, value] : parse_query(query)) {
    if (key != name) continue;
    joined = joined ? *joined + "," + value : value;
  }
  return joined;
}

std::optional<std::string> path_parameter(const Exchange& exchange, std::string_view name) {
  for (const auto& [key, value] : exchange.match.parameters)
    if (key == name) return percent_decode(value);
  return std::nullopt;
}

/// What stands behind `prefix`; nothing where it does not begin so.
std::optional<std::string_view> behind(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return name.substr(prefix.size());
}

/// "body" is the text itself, "body.a.b" a value in it.
std::optional<std::string> in_body(MappingScope& scope, std::string_view name, vtl::Payload& body) {
  if (name == kBody) return std::string(body.text());
  auto found = scope.find("method.request." + std::string(name), "method.request", body, {});
  return found ? std::move(*found) : std::nullopt;
}

std::optional<std::string> of_gateway(Exchange& exchange, std::string_view name) {
  if (name == "context.routeKey") return exchange.match.route->key();
  vtl::Payload none("");
  auto found = exchange.scope().find(name, "method.request", none, {});
  return found ? std::move(*found) : std::nullopt;
}

}  // namespace

std::optional<std::string> evaluate(std::string_view expression, const FindVariable& find) {
  if (expression.starts_with('$') && !expression.starts_with("${")) return find(expression.substr(1));
  const std::size_t first_end = expression.find('}');
  if (expression.starts_with("${") && first_end + 1 == expression.size()) return find(expression.substr(2, first_end - 2));
  std::string text;
  while (!expression.empty()) {
    const std::size_t open = expression.find("${");
    const std::size_t close = open == std::string_view::npos ? open : expression.find('}', open);
    if (close == std::string_view::npos) break;
    text += expression.substr(0, open);
    text += find(expression.substr(open + 2, close - open - 2)).value_or("");
    expression.remove_prefix(close + 1);
  }
  return text += expression;
}

FindVariable variables_of_request(Exchange& exchange) {
  const auto body = std::make_shared<vtl::Payload>(exchange.request.body);
  return [&exchange, body](std::string_view name) -> std::optional<std::string> {
    const auto of_request = behind(name, "request.");
    if (!of_request) return of_gateway(exchange, name);
    if (const auto header = behind(*of_request, "header.")) return joined_headers(exchange.request.headers, *header);
    if (const auto query = behind(*of_request, "querystring.")) return joined_query(exchange.target.query, *query);
    if (const auto parameter = behind(*of_request, "path.")) return path_parameter(exchange, *parameter);
    if (*of_request == "path") return std::string(exchange.target.path);
    return of_request->starts_with(kBody) ? in_body(exchange.scope(), *of_request, *body) : std::nullopt;
  };
}

FindVariable variables_of_response(Exchange& exchange, const http::Response& response) {
  const auto body = std::make_shared<vtl::Payload>(response.body);
  return [&exchange, &response, body](std::string_view name) -> std::optional<std::string> {
    const auto of_response = behind(name, "response.");
    if (!of_response) return of_gateway(exchange, name);
    if (const auto header = behind(*of_response, "header.")) return joined_headers(response.headers, *header);
    return of_response->starts_with(kBody) ? in_body(exchange.scope(), *of_response, *body) : std::nullopt;
  };
}

}  // namespace cxsam::gateway
