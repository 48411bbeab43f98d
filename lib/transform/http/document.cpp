#include "transform/http/document.h"

#include "transform/http/auth_check.h"
#include "transform/openapi/cors.h"
#include "transform/openapi/extras.h"
#include "transform/openapi/included.h"
#include "transform/openapi/security.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

/// Reports the first property that writes into the document, where it cannot be written into.
void reject_writers(Scope& api, std::string_view why) {
  for (const std::string_view name :
       {"CorsConfiguration", "Auth", "Name", "Description", "Tags", "DisableExecuteApiEndpoint"}) {
    const Node* value = api.property(name);
    if (!value || (!is_given(value) && name != "DisableExecuteApiEndpoint")) continue;
    return api.error(value, "`" + std::string(name) + "` " + std::string(why));
  }
}

/// Title and description.
void write_info(Scope& api, openapi::Definition& definition) {
  const Node* name = api.property("Name");
  const Node* description = api.property("Description");
  if (!is_given(name) && !is_given(description)) return;
  Node& body = definition.body();
  const Node* existing = value_at(&body, "info");
  if (existing && !existing->is_map()) return api.error(existing, "`info` of `DefinitionBody` must be a map");
  if (is_given(name) && api.property("DefinitionBody")) {
    return api.error(name, "`Name` and `DefinitionBody` exclude each other", "the name is `title` of `info` in the definition");
  }
  if (is_given(description) && existing && value_at(existing, "description")) {
    return api.error(description, "the definition has a `description` of its own", "remove one of the two");
  }
  Node& info = map_at(body, "info", api.make);
  if (is_given(name)) info.set("title", *name);
  if (is_given(description)) info.set("description", *description);
}

/// API Gateway warns of a path without a slash, which FailOnWarnings makes an error.
void write_default_path(Scope& api, openapi::Definition& definition) {
  if (!is_given(api.property("FailOnWarnings"))) return;
  for (Member& path : definition.paths_map().members) {
    if (path.key == "$default") path.key = "/$default";
  }
}

}  // namespace

bool is_writable(const openapi::Definition& definition) { return definition.is_openapi3() && definition.has_paths(); }

std::optional<openapi::Definition> http_document(Scope& api) {
  const Node* body = api.property("DefinitionBody");
  const auto prepared = api.work.definitions.find(api.id);
  const bool is_prepared = prepared != api.work.definitions.end();
  if (!body && !is_prepared) {
    reject_writers(api, "needs the definition in the template: in `DefinitionBody`, or made by events");
    return std::nullopt;
  }
  openapi::Definition definition = is_prepared ? std::move(prepared->second) : openapi::Definition(*body);
  if (openapi::is_included(api.work, body)) return definition;
  if (!is_writable(definition)) {
    reject_writers(api, "needs a `DefinitionBody` with `openapi: 3.0.1` and `paths` that stand in the template");
    return definition;
  }
  const Node* auth = api.property("Auth");
  const Node* cors = api.property("CorsConfiguration");
  if (is_given(cors)) openapi::set_http_cors(api, *cors, definition);
  if (is_given(auth) && check_http_auth(api, *auth)) {
    openapi::add_http_schemes(api, *auth, definition);
    openapi::apply_http_defaults(api, *auth, definition);
  }
  write_info(api, definition);
  if (const Node* disabled = api.property("DisableExecuteApiEndpoint"))
    openapi::add_endpoint_switch(api, *disabled, definition);
  openapi::add_http_tags(api, definition);
  openapi::apply_path_conditions(api, definition);
  write_default_path(api, definition);
  return definition;
}

}  // namespace cxsam::transform
