#include "transform/openapi/parameters.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::string_view kPrefix = "method.request.";

struct RequestParameter {
  std::string place;  // "querystring"
  std::string name;
  std::optional<Node> required;  // as it is written
  bool cached = false;
};

constexpr std::array<std::string_view, 2> kSettings{"Required", "Caching"};

bool are_settings(const Node& options) {
  return options.is_map() && std::ranges::all_of(options.members, [](const Member& setting) {
           return std::ranges::find(kSettings, setting.key) != kSettings.end();
         });
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
  if (options && !are_settings(*options)) {
    event.error(&entry, "the settings of a request parameter must be a map of `Required` and `Caching`",
                "write `{Required: true, Caching: false}`");
    return std::nullopt;
  }
  const std::string name(text.substr(kPrefix.size() + parts[2].size() + 1));
  const Node* required = options ? options->find("Required") : nullptr;
  return RequestParameter{std::string(parts[2]), name, required ? std::optional(*required) : std::nullopt,
                          options && is_given(options->find("Caching"))};
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
    parameters.items.push_back(
        make.map("name", parameter->name, "in", parameter->place == "querystring" ? "query" : parameter->place, "required",
                 parameter->required ? *parameter->required : make_bool(false, make.origin()), "type", "string"));
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

namespace {

/// False after an error: the model that the event names is one of the API's.
bool check_model(EventScope& event, const Node& request, const std::string& name, std::string_view api) {
  const Member* resource = event.work.find_resource(api);
  const Node* models = resource ? resource->value.at_path({"Properties", "Models"}) : nullptr;
  if (!models || !models->is_map() || models->members.empty()) {
    event.error(&request, "`" + std::string(api) + "` has no `Models`, which `RequestModel` needs",
                "describe `" + name + "` below `Models` of the API");
    return false;
  }
  if (models->find(name)) return true;
  std::vector<std::string> names;
  for (const Member& model : models->members) names.push_back(model.key);
  event.error(&request, "`Models` of `" + std::string(api) + "` has no `" + name + "`, which `RequestModel` names",
              did_you_mean_or(name, names, "it has " + join(names, ", ")));
  return false;
}

}  // namespace

void add_request_model(EventScope& event, std::string_view api, Definition& definition, Node& operation) {
  const Node* request = event.filled("RequestModel");
  if (!request) return;
  const Maker& make = event.make;
  const Node* name = request->find("Model");
  if (!is_given(name)) return;
  if (!name->is_string()) return event.error(request, "`Model` of `RequestModel` must be the name of a model of the API");
  if (!check_model(event, *request, name->text, api)) return;
  const std::string model = to_lower(name->text);
  const Node* required = value_at(request, "Required");
  if (definition.is_openapi3()) {
    Node schema = make.map("$ref", "#/components/schemas/" + model);
    Node body = make.map("content", make.map("application/json", make.map("schema", std::move(schema))));
    make.add(body, "required", required);
    make.add(operation, "requestBody", std::move(body));
  } else {
    Node parameter = make.map("in", "body", "name", model, "schema", make.map("$ref", "#/definitions/" + model));
    make.add(parameter, "required", required);
    Node parameters = list_or_empty(operation.find("parameters"), make);
    parameters.items.push_back(std::move(parameter));
    operation.set("parameters", std::move(parameters));
  }
  if (!value_at(request, "ValidateBody") && !value_at(request, "ValidateParameters")) return;
  for (const std::string_view setting : {"ValidateBody", "ValidateParameters"}) {
    const Node* value = value_at(request, setting);
    if (value && value->kind != Node::Kind::Bool) {
      return event.error(value, "`" + std::string(setting) + "` of `RequestModel` must be true or false",
                         "texts and intrinsic functions are not taken here");
    }
  }
  const bool body_checked = is_on(request->find("ValidateBody"));
  const bool parameters_checked = is_on(request->find("ValidateParameters"));
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
