#include "application/validation.h"

#include "base/text.h"
#include "document/writer.h"
#include "json/json.h"
#include "template/pattern.h"

namespace cxsam::application {
namespace {

/// A text that an expression takes too long for is not what it wants.
JsonSchemas::Matcher read_pattern(std::string_view expression) {
  auto pattern = tmpl::Pattern::compile(expression);
  if (!pattern) return {};
  return [compiled = std::move(*pattern)](std::string_view text) { return compiled.matches_somewhere(text).value_or(false); };
}

/// References within an OpenAPI document are references to models.
void name_models(Json& schema) {
  if (schema.is_object()) {
    const auto reference = schema.find("$ref");
    if (reference != schema.end() && reference->is_string()) {
      const std::string text = reference->get<std::string>();
      for (const std::string_view place : {"#/components/schemas/", "#/definitions/"})
        if (text.starts_with(place)) *reference = text.substr(place.size());
    }
  }
  if (!schema.is_structured()) return;
  for (Json& part : schema) name_models(part);
}

Result<Json> read_schema(const Node& schema) { return parse_json(schema.is_map() ? write_json(schema, 0) : text_of(&schema)); }

void tell_unreadable(const std::string& name, const Node& schema, const Error& why, Diagnostics& diagnostics) {
  diagnostics.warning("", schema.span, "the schema of the model `" + name + "` is no JSON: " + why.message)
      .notes.emplace_back("Bodies that should be as it says are not checked.");
}

}  // namespace

Models::Models() : schemas_(std::make_shared<JsonSchemas>(read_pattern)) {}

void Models::add(const std::string& name, const Node& schema, Diagnostics& diagnostics) {
  auto json = read_schema(schema);
  if (!json) return tell_unreadable(name, schema, json.error(), diagnostics);
  schemas_->add(name, std::move(*json));
}

void Models::add_of_document(const std::string& name, const Node& schema, Diagnostics& diagnostics) {
  auto json = read_schema(schema);
  if (!json) return tell_unreadable(name, schema, json.error(), diagnostics);
  name_models(*json);
  schemas_->add(name, std::move(*json));
}

void Models::finish(Span where, Diagnostics& diagnostics) const {
  for (const std::string& what : schemas_->unusable())
    diagnostics.warning("", where, "a model of this API cannot be used as a whole: " + what)
        .notes.emplace_back("What it asks for there is not checked.");
}

std::shared_ptr<const Validation> make_validation(Validator validator, RequiredParameters required,
                                                  std::map<std::string, std::string> models, const Models& all) {
  if (!validator.parameters) required = {};
  if (!validator.body) models.clear();
  if (required.empty() && models.empty()) return nullptr;
  return std::make_shared<const Validation>(
      Validation{.required = std::move(required), .models = std::move(models), .schemas = all.schemas()});
}

RequiredParameters required_of(const Node* request_parameters) {
  RequiredParameters required;
  if (request_parameters == nullptr) return required;
  for (const Member& each : request_parameters->members) {
    if (text_of(&each.value) != "true") continue;
    const std::string_view name = each.key;
    constexpr std::string_view kHeader = "method.request.header.";
    constexpr std::string_view kPath = "method.request.path.";
    constexpr std::string_view kQuery = "method.request.querystring.";
    if (name.starts_with(kHeader)) required.headers.emplace_back(name.substr(kHeader.size()));
    if (name.starts_with(kPath)) required.path.emplace_back(name.substr(kPath.size()));
    if (name.starts_with(kQuery)) required.query.emplace_back(name.substr(kQuery.size()));
  }
  return required;
}

}  // namespace cxsam::application
