#include "gateway/context_variables.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "gateway/steps/limits.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

/// The beginnings of names; any other `$` is a character.
bool begins_name(std::string_view text) {
  return text.starts_with("context.") || text.starts_with("stageVariables.") || text.starts_with("method.");
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// A text as it stands between the quotes of a JSON string.
std::string within_quotes(const std::string& text) {
  const std::string quoted = dump_json(text);
  return quoted.substr(1, quoted.size() - 2);
}

/// Message, quoted message and type of what was refused. What validation found is fit to stand in quotes.
/// Sources: "Variables for data transformations", `$context.error`; answers seen of API Gateway.
Json error_of(const Exchange& exchange) {
  const FailureAnswer answer = failure_answer(exchange.kind, exchange.refused->failure);
  const std::string message = exchange.refused->message.empty() ? std::string(answer.message) : exchange.refused->message;
  Json error;
  error["message"] = message;
  error["messageString"] = message.empty() ? "null" : dump_json(message);
  error["responseType"] = std::string(answer.type);
  if (!exchange.refused->validation.empty()) error["validationErrorString"] = within_quotes(exchange.refused->validation);
  return error;
}

std::int64_t milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace

struct ContextVariables::Values {
  Json context = Json::object();
};

ContextVariables::ContextVariables(const Exchange& exchange) : exchange_(exchange), values_(std::make_unique<Values>()) {
  if (exchange.match.api != nullptr) {
    auto context = parse_json(make_request_context_v1(exchange.source()));
    if (context) values_->context = std::move(*context);
  }
  if (exchange.canary) values_->context["isCanaryRequest"] = *exchange.canary;
  if (exchange.refused) values_->context["error"] = error_of(exchange);
  if (exchange.match.route != nullptr) values_->context["routeKey"] = exchange.match.route->key();
  values_->context["xrayTraceId"] = exchange.ids.trace_id;
  values_->context["responseLatency"] = milliseconds(exchange.served->services.world.clock.now() - exchange.begin);
  describe_asked(exchange, values_->context);
  values_->context["status"] = exchange.response.status;
  values_->context["responseLength"] = exchange.response.body.size();
  values_->context["dataProcessed"] = exchange.request.body.size() + exchange.response.body.size();
}

ContextVariables::~ContextVariables() = default;

std::optional<std::string> ContextVariables::find(std::string_view name) const {
  constexpr std::string_view kContext = "context.";
  constexpr std::string_view kStage = "stageVariables.";
  constexpr std::string_view kRequest = "method.request.";
  if (name.size() >= 2 && name.front() == '\'' && name.back() == '\'') return std::string(name.substr(1, name.size() - 2));
  if (name.starts_with(kContext)) return find_in_context(name.substr(kContext.size()));
  if (name.starts_with(kRequest)) return find_in_request(name.substr(kRequest.size()));
  if (!name.starts_with(kStage) || exchange_.match.stage == nullptr) return std::nullopt;
  const application::Variables& variables = exchange_.source().stage_variables();
  const auto found = variables.find(std::string(name.substr(kStage.size())));
  return found == variables.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> ContextVariables::find_in_context(std::string_view path) const {
  const Json* at = &values_->context;
  for (const std::string_view part : split(path, '.')) {
    const auto member = at->is_object() ? at->find(part) : at->end();
    if (!at->is_object() || member == at->end()) return std::nullopt;
    at = &*member;
  }
  if (at->is_null() || at->is_structured()) return std::nullopt;
  return at->is_string() ? at->get<std::string>() : dump_json(*at);
}

std::optional<std::string> ContextVariables::find_in_request(std::string_view path) const {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view place = path.substr(0, dot);
  const std::string_view name = path.substr(dot + 1);
  if (place == "header") {
    const std::string_view value = http::find_header(exchange_.request.headers, name);
    return value.empty() ? std::nullopt : std::optional(std::string(value));
  }
  if (place == "path") {
    for (const auto& [known, value] : exchange_.match.parameters)
      if (known == name) return std::string(value);
  }
  if (place == "querystring") {
    for (auto& [known, value] : parse_query(exchange_.target.query))
      if (known == name) return std::move(value);
  }
  return std::nullopt;
}

std::string fill_in(std::string_view text, const ContextVariables& variables, std::string_view missing) {
  std::string filled;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t dollar = std::min(text.find('$', at), text.size());
    filled += text.substr(at, dollar - at);
    if (dollar == text.size()) break;
    const bool braced = text.substr(dollar + 1).starts_with('{');
    const std::size_t begin = dollar + (braced ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const bool closed = !braced || text.substr(end).starts_with('}');
    while (end > begin && text[end - 1] == '.') --end;  // a full stop behind a name
    const std::string_view name = text.substr(begin, end - begin);
    at = dollar + 1;
    if (!closed || !begins_name(name)) {
      filled += '$';
      continue;
    }
    filled += variables.find(name).value_or(std::string(missing));
    at = braced ? end + 1 : end;
  }
  return filled;
}

}  // namespace cxsam::gateway
