#include "application/open_api_validation.h"

#include "application/reference.h"

namespace cxsam::application {
namespace {

bool is_true(const Node* node) { return text_of(node) == "true"; }

const Node* find_list(const Node& map, std::string_view name) {
  const Node* list = map.find(name);
  return list != nullptr && list->is_list() ? list : nullptr;
}

}  // namespace

DocumentValidation::DocumentValidation(const Node& document, Diagnostics& diagnostics)
    : document_(document), diagnostics_(diagnostics) {
  const Node* validators = document.find("x-amazon-apigateway-request-validators");
  if (validators == nullptr) return;
  for (const Member& each : validators->members)
    validators_[each.key] = {.parameters = is_true(each.value.find("validateRequestParameters")),
                             .body = is_true(each.value.find("validateRequestBody"))};
}

Validator DocumentValidation::validator_of(const Node& operation) const {
  constexpr std::string_view kValidator = "x-amazon-apigateway-request-validator";
  const Node* name = operation.find(kValidator);
  if (name == nullptr) name = document_.find(kValidator);
  const auto found = validators_.find(text_of(name));
  return found == validators_.end() ? Validator{} : found->second;
}

RequiredParameters DocumentValidation::required_of(const Node& path_item, const Node& operation) const {
  RequiredParameters required;
  for (const Node* of : {&path_item, &operation}) {
    const Node* parameters = find_list(*of, "parameters");
    if (parameters == nullptr) continue;
    for (const Node& item : parameters->items) {
      const Node& parameter = referred(document_, item);
      if (!is_true(parameter.find("required"))) continue;
      const std::string place = text_of(parameter.find("in"));
      const std::string name = text_of(parameter.find("name"));
      if (place == "header") required.headers.push_back(name);
      if (place == "path") required.path.push_back(name);
      if (place == "query") required.query.push_back(name);
    }
  }
  return required;
}

void DocumentValidation::read_models() {
  models_.emplace();
  for (const Node* schemas : {document_.at_path({"components", "schemas"}), document_.find("definitions")})
    if (schemas != nullptr)
      for (const Member& schema : schemas->members) models_->add_of_document(schema.key, schema.value, diagnostics_);
}

std::string DocumentValidation::model_of(const Node& schema, const std::string& name) {
  const std::string reference = text_of(schema.find("$ref"));
  for (const std::string_view place : {"#/components/schemas/", "#/definitions/"})
    if (reference.starts_with(place)) return reference.substr(place.size());
  models_->add_of_document(name, schema, diagnostics_);
  return name;
}

std::map<std::string, std::string> DocumentValidation::models_of(const Node& operation, const std::string& name) {
  std::map<std::string, std::string> models;
  if (const Node* body = operation.find("requestBody")) {
    const Node* content = referred(document_, *body).find("content");
    if (content == nullptr) return models;
    for (const Member& type : content->members)
      if (const Node* schema = type.value.find("schema")) models[type.key] = model_of(*schema, name + " " + type.key);
    return models;
  }
  const Node* parameters = find_list(operation, "parameters");
  if (parameters == nullptr) return models;
  const Node* consumes = find_list(operation, "consumes");
  if (consumes == nullptr) consumes = find_list(document_, "consumes");
  std::vector<std::string> types = texts_of(consumes);
  if (types.empty()) types.emplace_back("application/json");
  for (const Node& item : parameters->items) {
    const Node& parameter = referred(document_, item);
    const Node* schema = text_of(parameter.find("in")) == "body" ? parameter.find("schema") : nullptr;
    if (schema == nullptr) continue;
    const std::string model = model_of(*schema, name);
    for (const std::string& type : types) models[type] = model;
  }
  return models;
}

std::shared_ptr<const Validation> DocumentValidation::of(const Node& path_item, const Node& operation,
                                                         const std::string& name) {
  const Validator validator = validator_of(operation);
  if (!validator.parameters && !validator.body) return nullptr;
  if (!models_) read_models();
  std::map<std::string, std::string> models;
  if (validator.body) models = models_of(operation, name);
  return make_validation(validator, required_of(path_item, operation), std::move(models), *models_);
}

void DocumentValidation::finish(Span where) {
  if (models_) models_->finish(where, diagnostics_);
}

}  // namespace cxsam::application
