#include "transform/openapi/convert.h"

#include "transform/openapi/document_check.h"
#include "transform/openapi/extras.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

void move_to_components(Node& body, std::string_view from, std::string_view to) {
  const Node* moved = body.find(from);
  if (!is_given(moved)) return;
  Node components = map_or_empty(body.find("components"), Maker(*moved));
  components.set(to, *moved);
  body.set("components", std::move(components));
  body.erase(from);
}

/// OpenAPI 3 has no `consumes` and `produces`, and headers have a schema.
void convert_preflight(Node& operation) {
  operation.erase("consumes");
  operation.erase("produces");
  Node* answers = operation.find("responses");
  if (!answers) return;
  for (Member& answer : answers->members) {
    Node* headers = answer.value.find("headers");
    if (!headers) continue;
    for (Member& header : headers->members) header.value = Maker(header.value).map("schema", header.value);
  }
}

}  // namespace

void convert_to_openapi3(Scope& api, Definition& definition) {
  // Where AWS has turned it on, the version of the document itself counts.
  const Node* asked = api.work.options.all_feature_toggles ? nullptr : api.property("OpenApiVersion");
  if ((asked && !asked->text.starts_with('3')) || !definition.is_openapi3()) return;
  const Node* paths = value_at(&definition.body(), "paths");
  if (paths && !paths->is_map()) return api.error(paths, "`paths` of `DefinitionBody` must be a map");
  if (paths && !(check_path_items(api, definition) && check_preflights(api, definition))) return;
  Node& body = definition.body();
  const Node* components = value_at(&body, "components");
  if (components && !components->is_map()) return api.error(components, "`components` of `DefinitionBody` must be a map");
  move_to_components(body, "securityDefinitions", "securitySchemes");
  move_to_components(body, "definitions", "schemas");
  if (!definition.has_paths()) return;
  // AWS's transform does not look into paths that will stand under a condition.
  const auto& of_api = api.work.notes<PathConditions>().of_api;
  const auto conditions = of_api.find(api.id);
  const bool conditional = conditions != of_api.end();
  for (Member& path : definition.paths_map().members) {
    if (conditional && conditions->second.contains(path.key)) continue;
    Node* operation = path.value.find("options");
    if (operation && operation->is_map()) convert_preflight(*operation);
  }
}

}  // namespace cxsam::transform::openapi
