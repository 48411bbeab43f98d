#include "transform/openapi/parameters.h"

#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::string_view kPrefix = "method.request.";

struct RequestParameter {
  std::string place;  // "querystring"
  std::string name;
  bool required = false;
  bool cached = false;
};

bool flag(const EventScope& event, const Node* options, std::string_view name) {
  const Node* value = options ? options->find(name) : nullptr;
  return value && event.work.resolved(*value).as_bool().value_or(false);
}

/// `method.request.header.X` alone, or as the one key of a map of options.
std::optional<RequestParameter> read(EventScope& event, const Node& entry) {
  const Node* options = entry.is_map() && entry.members.size() == 1 ? &entry.members.front().value : nullptr;
  const std::string_view text = options ? std::string_view(entry.members.front().key) : std::string_view(entry.text);
  const std::vector<std::string_view> parts = split(text, '.');
  const bool known = parts.size() >= 4 && (parts[2] == "querystring" || parts[2] == "path" || parts[2] == "header");
  if (!text.starts_with(kPrefix) || !known) {
    event.error(&entry, "a request parameter is written `method.request.querystring.name`, `...path.name` or `...header.name`");
    return std::nullopt;
  }
  if (options && !options->is_map()) {
    event.error(&entry, "the settings of a request parameter must be a map", "write `{Required: true, Caching: false}`");
    return std::nullopt;
  }
  const std::string name(text.substr(kPrefix.size() + parts[2].size() + 1));
  return RequestParameter{std::string(parts[2]), name, flag(event, options, "Required"), flag(event, options, "Caching")};
}

Node validator_settings(std::string_view name, const Maker& make) {
  return make.map("validateRequestBody", name == "body-only" || name == "body-and-params", "validateRequestParameters",
                  name == "params-only" || name == "body-and-params");
}

}  // namespace

void add_request_parameters(EventScope& event, Node& operation) {
  const Node* given = event.property("RequestParameters");
  if (!is_given(given)) return;
  if (!given->is_list()) {
    return event.error(given, "`RequestParameters` must be a list", "no intrinsic function or parameter is taken here");
  }
  const Maker& make = event.make;
  Node parameters = make.list();
  Node cache_keys = make.list();
  for (const Node& entry : given->items) {
    const auto parameter = read(event, entry);
    if (!parameter) return;
    parameters.items.push_back(make.map("name", parameter->name, "in",
                                        parameter->place == "querystring" ? "query" : parameter->place, "required",
                                        parameter->required, "type", "string"));
    if (parameter->cached) {
      cache_keys.items.push_back(make.text(std::string(kPrefix) + parameter->place + "." + parameter->name));
    }
  }
  make.add(operation, "parameters", std::move(parameters));
  if (cache_keys.items.empty()) return;
  Node integration = *operation.find(kIntegration);
  make.add(integration, "cacheKeyParameters", std::move(cache_keys));
  operation.set(kIntegration, std::move(integration));
}

void add_request_model(EventScope& event, Definition& definition, Node& operation) {
  const Node* request = event.filled("RequestModel");
  if (!request) return;
  const Maker& make = event.make;
  const Node* name = request->find("Model");
  if (!is_given(name)) return;
  if (!name->is_string()) return event.error(request, "`Model` of `RequestModel` must be the name of a model of the API");
  const std::string model = to_lower(name->text);
  const bool required = flag(event, request, "Required");
  if (definition.is_openapi3()) {
    Node schema = make.map("$ref", "#/components/schemas/" + model);
    Node body = make.map("content", make.map("application/json", make.map("schema", std::move(schema))));
    if (request->find("Required")) make.add(body, "required", required);
    make.add(operation, "requestBody", std::move(body));
  } else {
    Node parameter = make.map("in", "body", "name", model, "schema", make.map("$ref", "#/definitions/" + model));
    if (request->find("Required")) make.add(parameter, "required", required);
    Node parameters = list_or_empty(operation.find("parameters"), make);
    parameters.items.push_back(std::move(parameter));
    operation.set("parameters", std::move(parameters));
  }
  if (!request->find("ValidateBody") && !request->find("ValidateParameters")) return;
  for (const std::string_view setting : {"ValidateBody", "ValidateParameters"}) {
    const Node* value = value_at(request, setting);
    if (value && value->kind != Node::Kind::Bool) {
      return event.error(value, "`" + std::string(setting) + "` of `RequestModel` must be true or false",
                         "texts and intrinsic functions are not taken here");
    }
  }
  const bool body_checked = flag(event, request, "ValidateBody");
  const bool parameters_checked = flag(event, request, "ValidateParameters");
  const std::string_view validator = body_checked ? (parameters_checked ? "body-and-params" : "body-only")
                                                  : (parameters_checked ? "params-only" : "no-validation");
  make.add(operation, "x-amazon-apigateway-request-validator", validator);
  const Node* existing = definition.body().find("x-amazon-apigateway-request-validators");
  Node validators = map_or_empty(existing, make);
  validators.set(validator, validator_settings(validator, make));
  definition.body().set("x-amazon-apigateway-request-validators", std::move(validators));
}

std::optional<Node> path_parameters(std::string_view path, const Maker& make) {
  Node list = make.list();
  for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = path.substr(open + 1, close - open - 1);
    list.items.push_back(make.map("name", name, "in", "path", "required", true));
  }
  if (list.items.empty()) return std::nullopt;
  return list;
}

}  // namespace cxsam::transform::openapi
