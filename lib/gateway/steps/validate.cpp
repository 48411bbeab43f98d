// Request validators. Source: API Gateway developer guide, "Request validation for REST APIs in API Gateway".
#include <algorithm>

#include "application/validation.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/exchange.h"
#include "gateway/headers.h"
#include "gateway/steps/step.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Validation;

/// A value that is there and blank counts as missing.
std::vector<std::string> missing_parameters(const Exchange& exchange, const application::RequiredParameters& required) {
  std::vector<std::string> missing;
  for (const std::string& name : required.headers)
    if (trim(http::find_header(exchange.request.headers, name)).empty()) missing.push_back(name);
  const auto is_there = [](const auto& pairs, const std::string& name) {
    return std::ranges::any_of(pairs, [&](const auto& pair) { return pair.first == name && !trim(pair.second).empty(); });
  };
  for (const std::string& name : required.path)
    if (!is_there(exchange.match.parameters, name)) missing.push_back(name);
  if (required.query.empty()) return missing;
  const auto query = parse_query(exchange.target.query);
  for (const std::string& name : required.query)
    if (!is_there(query, name)) missing.push_back(name);
  return missing;
}

/// Null where the content type has no model, and then nothing is checked.
const std::string* model_for(const Validation& validation, const http::Request& request) {
  std::string type = media_type(http::find_header(request.headers, "content-type"));
  if (type.empty()) type = "application/json";
  for (const auto& [known, model] : validation.models)
    if (equals_ignoring_case(media_type(known), type)) return &model;
  const auto found = validation.models.find("$default");
  return found == validation.models.end() ? nullptr : &found->second;
}

void check_body(Exchange& exchange, const Validation& validation) {
  const std::string* model = model_for(validation, exchange.request);
  if (model == nullptr || !validation.schemas->has(*model)) return;
  const std::string_view body = exchange.request.body;
  const bool empty = trim(body).empty();
  const auto document = parse_json(empty ? "{}" : body);
  std::vector<std::string> faults;
  if (document) faults = validation.schemas->faults_of(*model, *document);
  if (document && faults.empty()) return;
  if (!document || empty) faults = {"Unknown error parsing request body"};
  exchange.refuse(Refused{.failure = Failure::BadBody, .validation = "[" + join(faults, ", ") + "]"});
}

void run(Exchange& exchange) {
  const Validation& validation = *exchange.match.route->validation;
  const std::vector<std::string> missing = missing_parameters(exchange, validation.required);
  if (!missing.empty()) {
    const std::string names = "[" + join(missing, ", ") + "]";
    return exchange.refuse(
        Refused{.failure = Failure::BadParameters, .message = "Missing required request parameters: " + names});
  }
  check_body(exchange, validation);
}

}  // namespace

const Step kValidate{.name = "validate", .now = run};

}  // namespace cxsam::gateway
