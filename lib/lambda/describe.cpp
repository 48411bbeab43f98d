// What the template says of functions, in the API's form. What only a deployment decides (code size, digests, times, ids of
// revisions) is left out. Source: AWS Lambda API reference, "FunctionConfiguration".
#include "base/text.h"
#include "json/json.h"
#include "lambda/operation.h"

namespace cxsam::lambda {
namespace {

using application::Function;

constexpr std::size_t kPage = 50;

Json layers_of(const Function& function) {
  Json layers = Json::array();
  for (const application::LayerRef& layer : function.layers)
    layers.push_back({{"Arn", layer.arn.empty() ? layer.logical_id : layer.arn}});
  return layers;
}

/// `arn`: with the qualifier that the function was asked for by.
Json configuration_of(const Service& service, const Function& function, const std::string& arn, const std::string& version) {
  Json json{{"FunctionName", function.name},
            {"FunctionArn", arn},
            {"Timeout", function.timeout_s},
            {"MemorySize", function.memory_mb},
            {"Version", version},
            {"PackageType", function.image ? "Image" : "Zip"},
            {"Architectures", {function.architecture}},
            {"EphemeralStorage", {{"Size", function.ephemeral_storage_mb}}},
            {"TracingConfig", {{"Mode", function.tracing ? "Active" : "PassThrough"}}},
            {"LoggingConfig",
             {{"LogFormat", function.log_format}, {"LogGroup", application::log_group_of(function, service.log_groups)}}},
            {"State", "Active"},
            {"LastUpdateStatus", "Successful"}};
  if (function.log_format == "JSON") {
    json["LoggingConfig"]["ApplicationLogLevel"] = function.application_log_level;
    json["LoggingConfig"]["SystemLogLevel"] = function.system_log_level;
  }
  if (!function.runtime.empty()) json["Runtime"] = function.runtime;
  if (!function.handler.empty()) json["Handler"] = function.handler;
  if (!function.environment.empty()) json["Environment"] = {{"Variables", function.environment}};
  if (!function.layers.empty()) json["Layers"] = layers_of(function);
  return json;
}

http::Response json_response(const Json& json) {
  http::Response response{.status = 200, .headers = {}, .body = dump_json(json)};
  response.headers.emplace_back("Content-Type", "application/json");
  return response;
}

}  // namespace

Task<http::Response> get_function_configuration(const Call& call) {
  const auto target = find_target(call);
  if (!target) co_return response_of(target.error());
  co_return json_response(configuration_of(*call.service, *target->function, target->arn, target->version));
}

Task<http::Response> get_function(const Call& call) {
  const auto target = find_target(call);
  if (!target) co_return response_of(target.error());
  Json json{{"Configuration", configuration_of(*call.service, *target->function, target->arn, target->version)}};
  if (const auto reserved = target->function->reserved_concurrency)
    json["Concurrency"] = {{"ReservedConcurrentExecutions", *reserved}};
  co_return json_response(json);
}

Task<http::Response> list_functions(const Call& call) {
  const std::vector<const Function*>& all = call.service->directory.functions();
  const auto wanted = parse_int(call.parameter("MaxItems").value_or(std::to_string(kPage)));
  const auto begin = parse_int(call.parameter("Marker").value_or("0"));
  if (!wanted) co_return response_of({.kind = Refusal::Kind::InvalidParameter, .message = "MaxItems must be a number"});
  Constraints constraints;
  constraints.range("maxItems", *wanted, 1, 10000);
  if (const auto versions = call.parameter("FunctionVersion")) constraints.one_of("functionVersion", *versions, {"ALL"});
  if (const auto refusal = constraints.refusal()) co_return response_of(*refusal);
  if (!begin || *begin < 0) {
    co_return response_of({.kind = Refusal::Kind::InvalidParameter, .message = "Marker is none that an earlier answer gave"});
  }
  const auto first = std::min(static_cast<std::size_t>(*begin), all.size());
  const auto end = std::min(first + static_cast<std::size_t>(std::min<std::int64_t>(*wanted, kPage)), all.size());
  Json functions = Json::array();
  for (std::size_t i = first; i < end; ++i)
    functions.push_back(configuration_of(*call.service, *all[i], all[i]->arn, "$LATEST"));
  Json json{{"Functions", std::move(functions)}, {"NextMarker", nullptr}};
  if (end < all.size()) json["NextMarker"] = std::to_string(end);
  co_return json_response(json);
}

}  // namespace cxsam::lambda
