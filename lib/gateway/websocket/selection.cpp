#include "gateway/websocket/selection.h"

#include "base/percent.h"
#include "gateway/target.h"
#include "json/json.h"

namespace cxsam::gateway::websocket {
namespace {

using Found = std::optional<std::string>;

Found key_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return dump_json(value);
  return std::nullopt;
}

Found find_in_json(const Json& document, const JsonPath& path) {
  const auto found = path.find(document);
  if (!found || !*found) return std::nullopt;
  return key_of(**found);
}

/// A member of the request's context, by its name.
Found find_in_context(const Happening& happening, std::string_view name) {
  const auto context = parse_json(make_request_context(happening));
  const auto path = JsonPath::compile("$." + std::string(name));
  return context && path ? find_in_json(*context, *path) : std::nullopt;
}

Found find_in_query(const http::Request& request, std::string_view name) {
  for (auto& [key, value] : parse_query(split_target(request.target).query))
    if (key == name) return value;
  return std::nullopt;
}

Found find_stage_variable(const Happening& happening, const std::string& name) {
  const auto found = happening.api.stage.variables.find(name);
  return found == happening.api.stage.variables.end() ? Found() : found->second;
}

}  // namespace

Found find_variable(const Happening& happening, std::string_view name) {
  constexpr std::string_view kContext = "context.";
  constexpr std::string_view kStage = "stageVariables.";
  constexpr std::string_view kHeader = "request.header.";
  constexpr std::string_view kQuery = "request.querystring.";
  if (name.starts_with(kContext)) return find_in_context(happening, name.substr(kContext.size()));
  if (name.starts_with(kStage)) return find_stage_variable(happening, std::string(name.substr(kStage.size())));
  if (happening.request == nullptr) return std::nullopt;
  if (name.starts_with(kHeader)) {
    const std::string_view value = http::find_header(happening.request->headers, name.substr(kHeader.size()));
    return value.empty() ? Found() : Found(value);
  }
  if (name.starts_with(kQuery)) return find_in_query(*happening.request, name.substr(kQuery.size()));
  return std::nullopt;
}

Found select(const application::SelectionExpression& expression, const Happening& happening) {
  std::optional<Result<Json>> body;  // parsed for the first variable that looks into it
  return expression.evaluate([&](const application::SelectionExpression::Part& variable) -> Found {
    if (!variable.path) return find_variable(happening, variable.text);
    if (!body) body = parse_json(happening.body);
    return *body ? find_in_json(**body, *variable.path) : Found();
  });
}

const application::WebSocketRoute* select_route(const Happening& happening) {
  const Found key = select(happening.api.selection, happening);
  const application::WebSocketRoute* route = nullptr;
  if (key && *key != "$connect" && *key != "$disconnect") route = happening.api.find_route(*key);
  return route != nullptr ? route : happening.api.find_route("$default");
}

}  // namespace cxsam::gateway::websocket
